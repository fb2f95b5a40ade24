import type { z } from "zod";
import { type Actor, scopeOf } from "../../actor.ts";
import type { Context } from "../../context.ts";
import { Gone, NotFound } from "../../errors.ts";
import type { ResourceId, UnitId } from "../../ids.ts";
import { listReadableRevisions, overseenUnitIds, type PlanId } from "../plans/index.ts";
import { listSharedRevisions } from "../resources/index.ts";
import { type FeedCursor, openCursor, sealCursor } from "./cursor.ts";
import type { ChangesPage, ChangesQuery, SyncChange } from "./schema.ts";
import { type Audience, type ChangeRow, type FeedBounds, readBounds, readChangesAfter } from "./store.ts";

const publicId = "00000000-0000-0000-0000-000000000000";

/** For whom the feed is read: the units whose shared things are seen, and those whose campuses' plans are. */
interface FeedScope {
  unitIds: UnitId[];
  overseenIds: UnitId[];
}

const unique = (ids: readonly UnitId[]): UnitId[] => [...new Set(ids)].sort();

/** NotFound for a unit that is not on the line of one of the actor's postings. */
const chooseScope = (actor: Actor, unitId: UnitId | undefined): FeedScope => {
  const overseenIds = unique(overseenUnitIds(actor));
  if (unitId === undefined) return { unitIds: unique(scopeOf(actor)), overseenIds };
  const posting =
    actor.kind === "user" ? actor.postings.find(({ path }) => path.includes(unitId)) : undefined;
  if (!posting) throw new NotFound();
  const line = posting.path.slice(0, posting.path.indexOf(unitId) + 1);
  return { unitIds: unique(line), overseenIds: overseenIds.filter((id) => id === unitId) };
};

const audiencesOf = ({ unitIds, overseenIds }: FeedScope): Audience[] => [
  ...[publicId, ...unitIds].map((unitId) => ({ reach: "in" as const, unitId })),
  ...overseenIds.map((unitId) => ({ reach: "over" as const, unitId })),
];

const startAnew = () =>
  new Gone("sync.start-anew", "This cursor leads no further: start again without `since`.");

/** The cursor goes on only for whom it was given, while they see the same units, on the same database. */
const findStart = (ctx: Context, bound: unknown, bounds: FeedBounds, since?: string): FeedCursor => {
  if (since === undefined) return { place: { xid: 0n, number: 0n }, startedAt: bounds.oldestRunning };
  const cursor = openCursor(ctx.config.authSecret, bound, since);
  if (!cursor || cursor.place.xid >= bounds.next) throw startAnew();
  return cursor;
};

/** The present revisions of those things that the scope sees now. */
const findRevisions = async (ctx: Context, scope: FeedScope, rows: readonly ChangeRow[]) => {
  const idsOf = (kind: ChangeRow["kind"]) => rows.filter((row) => row.kind === kind).map(({ id }) => id);
  const [resources, plans] = await Promise.all([
    listSharedRevisions(ctx.db, idsOf("resource") as ResourceId[], scope.unitIds),
    listReadableRevisions(ctx.db, idsOf("plan") as PlanId[], scope.unitIds, scope.overseenIds),
  ]);
  return new Map<string, number>([...resources, ...plans]);
};

/**
 * What the actor has to fetch or to forget since `since`. What changed before the reader began and is not to be seen now is
 * left out: the reader cannot have it.
 */
export const listChanges = async (
  ctx: Context,
  query: ChangesQuery,
): Promise<z.input<typeof ChangesPage>> => {
  const scope = chooseScope(ctx.actor, query.unit);
  const bounds = await readBounds(ctx.db);
  const readerId = ctx.actor.kind === "user" ? ctx.actor.id : ctx.actor.kind;
  const bound = [bounds.clusterId, readerId, query.unit ?? null, scope];
  const start = findStart(ctx, bound, bounds, query.since);
  const found = await readChangesAfter(ctx.db, audiencesOf(scope), start.place, query.limit + 1);
  const rows = found.slice(0, query.limit);
  const revisions = await findRevisions(ctx, scope, rows);
  const last = new Map(rows.map((row) => [row.id, row]));
  const items = [...last.values()].flatMap(({ kind, id, place }): z.input<typeof SyncChange>[] => {
    const revision = revisions.get(id);
    if (revision !== undefined) return [{ kind, id, change: "put", revision }];
    return place.xid < start.startedAt ? [] : [{ kind, id, change: "gone", revision: null }];
  });
  const place = rows.at(-1)?.place ?? start.place;
  const nextCursor = sealCursor(ctx.config.authSecret, bound, { ...start, place });
  return { items, nextCursor, hasMore: found.length > query.limit };
};
