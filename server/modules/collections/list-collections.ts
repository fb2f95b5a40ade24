import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import type { Actor } from "../../actor.ts";
import type { Context } from "../../context.ts";
import { Invalid } from "../../errors.ts";
import { decodeCursor, encodeCursor } from "../../http/cursor.ts";
import type { UnitId } from "../../ids.ts";
import { showCards } from "../resources/index.ts";
import { listUnits, type UnitRow } from "../units/index.ts";
import { loadCollection, requireUser, sightOf } from "./load-collection.ts";
import { canEdit, curatedUnitIds } from "./policy.ts";
import type { CollectionPage, CollectionQuery, EntryPage, EntryQuery } from "./schema.ts";
import { type EntryList, findEntryPlace, listEntryRows } from "./shown-entry-store.ts";
import { listCollectionRecords } from "./store.ts";
import type { CollectionId } from "./tables.ts";
import { collectionCardView, personView, unitChoiceView } from "./view.ts";
import { isShownTo } from "./visibility.ts";

/** The groups and campuses on the lines of the actor's postings: the nearest last. */
export const listUnitChoices = (ctx: Context): Promise<UnitRow[]> => {
  const ids = requireUser(ctx).postings.flatMap(({ path }): UnitId[] => path.slice(1, 3));
  return listUnits(ctx.db, [...new Set(ids)]);
};

const viewConditions: Record<CollectionQuery["view"], (actor: Actor) => RawBuilder<boolean>> = {
  curated: () => sql<boolean>`collection.state = 'curated'`,
  mine: (actor) => sql<boolean>`collection.proposer_id = ${actor.kind === "user" ? actor.id : null}::uuid`,
  waiting: (actor) =>
    sql<boolean>`collection.state = 'waiting' and unit.path && ${curatedUnitIds(actor)}::uuid[]`,
};

const place = z.tuple([
  z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/),
  z.uuid(),
]);

/** One of the lists of collections that the actor may see, latest first. */
export const listCollections = async (
  ctx: Context,
  query: CollectionQuery,
): Promise<z.input<typeof CollectionPage>> => {
  const { cursor, limit, ...question } = query;
  const sight = sightOf(ctx.actor);
  const isListed = viewConditions[query.view](ctx.actor);
  const rows = await listCollectionRecords(
    ctx.db,
    { ...sight, isVisible: sql<boolean>`${sight.isVisible} and ${isListed}` },
    { ...question, after: cursor ? decodeCursor(question, cursor, place) : null, limit: limit + 1 },
  );
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map((one) => collectionCardView(one, ctx.actor)),
    nextCursor: last ? encodeCursor(question, [last.place, last.id]) : null,
    units: (await listUnitChoices(ctx)).map((unit) => unitChoiceView(unit, ctx.actor)),
    can: { curate: curatedUnitIds(ctx.actor).length > 0 },
  };
};

/** What follows the entry that a cursor names. Its number is not in the cursor: that would tell how many are not shown. */
const readEntryCursor = async (ctx: Context, id: CollectionId, question: unknown, cursor: string) => {
  const resourceId = decodeCursor(question, cursor, z.uuid());
  const place = await findEntryPlace(ctx.db, id, resourceId, isShownTo(ctx.actor));
  if (!place) throw new Invalid("cursor.invalid", "What this cursor follows is not shown any more.");
  return place;
};

/** The entries of a section in their order, or what waits to be let in: of both only what the actor may see now. */
export const listEntries = async (
  ctx: Context,
  id: CollectionId,
  query: EntryQuery,
): Promise<z.input<typeof EntryPage>> => {
  const one = await loadCollection(ctx, id);
  const { cursor, limit, ...asked } = query;
  const question = { ...asked, id };
  const after = cursor ? await readEntryCursor(ctx, id, question, cursor) : null;
  const list: EntryList =
    query.state === "in"
      ? { state: "in", sectionId: query.section ?? null }
      : { state: "waiting", addedBy: canEdit(ctx.actor, one) ? null : requireUser(ctx).id };
  const rows = await listEntryRows(ctx.db, id, list, isShownTo(ctx.actor), { after, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const cards = await showCards(
    ctx,
    page.map(({ resource_id }) => resource_id),
  );
  const cardOf = new Map<string, (typeof cards)[number]>(cards.map((card) => [card.id, card]));
  return {
    items: page.flatMap((row) => {
      const resource = cardOf.get(row.resource_id);
      const addedBy = personView(row.added_by, row.added_by_name);
      const addedAt = row.added_at.toISOString();
      return resource ? [{ resource, sectionId: row.section_id, addedBy, addedAt }] : [];
    }),
    nextCursor: last ? encodeCursor(question, last.resource_id) : null,
  };
};
