import { LRUCache } from "lru-cache";
import type { Context } from "../../context.ts";
import type { PersonId } from "../../ids.ts";
import { listResources } from "../resources/index.ts";
import { KeptFor } from "./kept-for.ts";
import type { Preference } from "./search-index.ts";

const keptForMs = 60_000;
const mostPeople = 10_000;
/** As many of the own latest resources as the home page looks at. */
const mostLooked = 20;
/** Enough to settle a tie, too little to contradict what the question says. */
const weight = 0.2;

const mostFrequent = (values: readonly string[]): string | undefined => {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0];
};

const wish = (field: "subject" | "grade", key: string | undefined): Preference[] =>
  key === undefined ? [] : [{ field, keys: [key], text: "", weight }];

/** The commonest subject of a person's own resources, and its commonest grade, as the home page has them. */
export function focusOf(
  own: readonly { subject?: string | null; grades: readonly string[] }[],
): Preference[] {
  const subject = mostFrequent(own.flatMap((resource) => resource.subject ?? []));
  if (subject === undefined) return [];
  const grade = mostFrequent(
    own.filter((resource) => resource.subject === subject).flatMap(({ grades }) => grades),
  );
  return [...wish("subject", subject), ...wish("grade", grade)];
}

/** What people teach, read once in a while from their own latest resources; one for a process. */
export class TeachingFocus {
  readonly #kept = new LRUCache<PersonId, KeptFor<Preference[]>>({ max: mostPeople });

  read(ctx: Context): Promise<Preference[]> {
    if (ctx.actor.kind !== "user") return Promise.resolve([]);
    const kept = this.#kept.get(ctx.actor.id) ?? new KeptFor<Preference[]>(keptForMs);
    this.#kept.set(ctx.actor.id, kept);
    return kept.read(async () =>
      focusOf((await listResources(ctx, { view: "mine", limit: mostLooked })).items),
    );
  }
}
