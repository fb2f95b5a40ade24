import type { ResourceId } from "../../../ids.ts";
import { headOf } from "../document-terms.ts";
import { parseQuery } from "../parse-query.ts";
import { type Suggestion, suggestionKinds } from "../search-index.ts";
import type { Connection } from "./connection.ts";
import { labelFields, type StoredResource } from "./documents.ts";
import { inRange, type Range } from "./encode.ts";
import { readingsOf } from "./readings.ts";

/** Names that a suggestion list always has room for, beside the titles. */
const mostLabels = 3;
const fits = { begins: 3, contains: 2, sounds: 1 } as const;

interface Found extends Suggestion {
  fit: number;
}

function fitOf(text: string, typed: string): number {
  const at = headOf(text).indexOf(typed);
  return at === 0 ? fits.begins : at > 0 ? fits.contains : fits.sounds;
}

const labelsOf = ({ labels, authorId, campusId }: StoredResource) => ({
  lesson: labels.lesson ? { key: labels.lesson.id, text: labels.lesson.title } : null,
  author: { key: authorId, text: labels.author },
  campus: { key: campusId, text: labels.campus },
});

/** Titles, lessons, people and campuses in scope, for what is being typed; equal ones once, the best fitting first. */
export async function suggestFor(
  connection: Connection,
  prefix: string,
  range: Range,
  limit: number,
): Promise<Suggestion[]> {
  const typed = headOf(prefix);
  // Spaces between what is typed say nothing here: yi xiao and 一 小 begin names too.
  const terms = parseQuery(prefix).terms.map((term) => ({ ...term, alternatives: [] }));
  const last = terms.at(-1);
  if (last && !last.isHan) last.isPrefix = true;
  const q = readingsOf(terms)[0]?.q;
  if (!typed || !q) return [];
  const shared = {
    indexUid: connection.current.resources,
    q,
    filter: inRange(range),
    matchingStrategy: "all" as const,
    attributesToRetrieve: ["id", "texts", "labels", "authorId", "campusId"],
    sort: ["reuseCount:desc"],
  };
  const queries = [
    // More than asked for: titles that begin so go first, and equal titles are shown once.
    { ...shared, attributesToSearchOn: ["title", "pinyin"], limit: Math.max(100, limit * 4) },
    ...labelFields.map((field) => ({
      ...shared,
      attributesToSearchOn: [field],
      distinct: field.replace("Label", ""),
      limit: limit * 2,
    })),
  ];
  const { results } = await connection.ask(() =>
    connection.client.multiSearch<{ queries: typeof queries }, StoredResource>({ queries }),
  );
  const titles: Found[] = (results[0]?.hits ?? []).map((hit) => {
    const { id, texts } = hit;
    return {
      kind: "title",
      text: texts.title,
      key: id,
      resourceId: id as ResourceId,
      fit: fitOf(texts.title, typed),
    };
  });
  const labels = (["lesson", "author", "campus"] as const).flatMap((kind, i): Found[] =>
    (results[i + 1]?.hits ?? []).flatMap((hit) => {
      const label = labelsOf(hit)[kind];
      return label
        ? [{ kind, ...label, resourceId: hit.id as ResourceId, fit: fitOf(label.text, typed) }]
        : [];
    }),
  );
  const shown = distinctTexts(titles.sort(compareFound)).slice(0, limit);
  const room = Math.max(limit - shown.length, Math.min(mostLabels, limit >> 1));
  const named = labels.sort(compareFound).slice(0, room);
  return distinctTexts([...shown, ...named].sort(compareFound))
    .slice(0, limit)
    .map(({ kind, text, key, resourceId }) => ({ kind, text, key, resourceId }));
}

const compareFound = (a: Found, b: Found) =>
  b.fit - a.fit || suggestionKinds.indexOf(a.kind) - suggestionKinds.indexOf(b.kind);

/** A lesson that is a title as well is shown once. */
function distinctTexts(found: Found[]): Found[] {
  const seen = new Set<string>();
  return found.filter(({ kind, text, key }) => {
    const mark = kind === "title" || kind === "lesson" ? text : `${kind} ${key}`;
    return !seen.has(mark) && seen.add(mark);
  });
}
