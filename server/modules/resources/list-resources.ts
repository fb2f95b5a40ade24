import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import { type Actor, scopeOf } from "../../actor.ts";
import type { Context } from "../../context.ts";
import { Unauthenticated } from "../../errors.ts";
import { decodeCursor, encodeCursor } from "../../http/cursor.ts";
import type { ResourceId } from "../../ids.ts";
import { listNodesBelow } from "../vocabulary/index.ts";
import { CardCache } from "./card-cache.ts";
import { type CardRow, listFoundCards, listFoundIds, type VersionChoice } from "./card-store.ts";
import { type ResourceCard, type ResourceQuery, usualLimit } from "./schema.ts";
import { cardView, publicCardView } from "./view.ts";
import { isVisibleTo } from "./visibility.ts";

/** PostgreSQL's own text of the instant, so that a place keeps its microseconds. */
const place = z.tuple([
  z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/),
  z.uuid(),
]);
type Place = z.infer<typeof place>;

/** What may be asked of a resource's fields. */
export type ResourceFilters = Pick<
  ResourceQuery,
  "kind" | "subject" | "grade" | "term" | "edition" | "volume" | "campus" | "author"
>;

/** The filters as conditions on tables `resource` and `version`. */
export const filterConditions = (query: ResourceFilters): RawBuilder<unknown>[] => {
  const anyOf = (column: string, values: readonly string[] | undefined, type: string) =>
    values?.length ? [sql`${sql.ref(column)} = any(${[...values]}::${sql.raw(type)}[])`] : [];
  return [
    ...anyOf("version.kind", query.kind, "text"),
    ...anyOf("version.subject", query.subject, "text"),
    ...anyOf("version.term", query.term, "text"),
    ...anyOf("version.edition", query.edition, "text"),
    ...anyOf("version.volume", query.volume, "text"),
    ...anyOf("resource.owner_campus_id", query.campus, "uuid"),
    ...anyOf("resource.author_id", query.author, "uuid"),
    ...(query.grade?.length ? [sql`version.grades && ${query.grade}::text[]`] : []),
  ];
};

interface Question extends ResourceQuery {
  /** What `textbookNode` stands for: itself and all below it; empty where there is no such node. */
  nodeIds: string[] | undefined;
}

interface Source {
  condition: RawBuilder<unknown>;
  /** The column that orders the list. */
  at: string;
  /** Which version the filters look at; a resource without it is left out. */
  versionId: RawBuilder<unknown>;
}

/** One source of the list, newest first, cut to what a page can need: each runs down its own index. */
const newestOf = ({ condition, at, versionId }: Source, query: Question, after: Place | null) => {
  const filters = filterConditions(query);
  // That the version is the resource's own goes without saying; said, it lets the planner begin at the few versions.
  if (query.nodeIds)
    filters.push(
      sql`version.resource_id = resource.id and version.textbook_node_id = any(${query.nodeIds}::uuid[])`,
    );
  const holds = [
    condition,
    sql`${versionId} is not null`,
    ...(filters.length > 0
      ? [
          sql`exists (select 1 from resource_version version
          where version.id = ${versionId} and ${sql.join(filters, sql` and `)})`,
        ]
      : []),
    ...(after ? [sql`(${sql.ref(at)}, resource.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`] : []),
  ];
  return sql`(select resource.id, ${sql.ref(at)} as place from resource
    where ${sql.join(holds, sql` and `)}
    order by ${sql.ref(at)} desc, resource.id desc limit ${sql.lit(query.limit + 1)})`;
};

const live = sql`resource.published_at is not null and resource.archived_at is null`;
const current = sql`resource.current_version_id`;
const draft = sql`(select id from resource_version where resource_id = resource.id and published_at is null)`;

const publishedFor = (actor: Actor, query: Question, after: Place | null): RawBuilder<unknown>[] => {
  const newest = (condition: RawBuilder<unknown>) =>
    newestOf(
      { condition: sql`${live} and ${condition}`, at: "resource.published_at", versionId: current },
      query,
      after,
    );
  const ofUnit = newest(sql`resource.sharing = 'unit' and resource.shared_with_unit_id = scope.unit_id`);
  const ofEachUnit = sql`(select shared.id, shared.place
    from unnest(${scopeOf(actor)}::uuid[]) as scope (unit_id) cross join lateral ${ofUnit} shared)`;
  // The author's own that no unit above has: private, or shared with a unit where the author is no longer posted.
  const own =
    actor.kind === "user"
      ? [
          newest(sql`resource.author_id = ${actor.id} and resource.sharing <> 'public'
            and coalesce(resource.shared_with_unit_id <> all(${scopeOf(actor)}::uuid[]), true)`),
        ]
      : [];
  return [ofEachUnit, ...own, newest(sql`resource.sharing = 'public'`)];
};

const sourcesOf = (actor: Actor, query: Question, after: Place | null): RawBuilder<unknown>[] => {
  if (query.view === "published") return publishedFor(actor, query, after);
  if (actor.kind !== "user") throw new Unauthenticated();
  const newest = (condition: RawBuilder<unknown>, versionId: RawBuilder<unknown>) =>
    newestOf(
      {
        condition: sql`resource.author_id = ${actor.id} and ${condition}`,
        at: "resource.updated_at",
        versionId,
      },
      query,
      after,
    );
  if (query.view === "drafts") return [newest(sql`resource.archived_at is null`, draft)];
  if (query.view === "archived")
    return [
      newest(sql`resource.archived_at is not null`, sql`coalesce(resource.current_version_id, ${draft})`),
    ];
  return [newest(live, current)];
};

/** The first page as every visit asks for it: its statement is always the same. */
const isUsual = ({ view: _view, limit, ...narrowing }: ResourceQuery): boolean =>
  limit === usualLimit && Object.values(narrowing).every((value) => value === undefined);

interface Found {
  rows: { id: ResourceId; place: string }[];
  cards: Map<ResourceId, CardRow>;
}

const findPublished = async (
  ctx: Context,
  known: CardCache,
  found: RawBuilder<unknown>,
  query: ResourceQuery,
): Promise<Found> => {
  const rows = await listFoundIds(ctx.db, found, isUsual(query));
  return { rows, cards: await known.read(ctx.db, rows, isVisibleTo(ctx.actor)) };
};

const findOwn = async (ctx: Context, found: RawBuilder<unknown>, choice: VersionChoice): Promise<Found> => {
  const rows = await listFoundCards(ctx.db, found, choice);
  return { rows, cards: new Map(rows.map((row) => [row.id, row])) };
};

/** What the actor may see, or one of the own piles, newest first, by keyset. `known` are cards from earlier requests. */
export const listResources = async (
  ctx: Context,
  query: ResourceQuery,
  known = new CardCache(),
): Promise<{ items: z.input<typeof ResourceCard>[]; nextCursor: string | null }> => {
  const { cursor, limit, ...question } = query;
  const after = cursor ? decodeCursor(question, cursor, place) : null;
  const nodes = query.textbookNode && (await listNodesBelow(ctx.db, [query.textbookNode]));
  const asked = { ...query, nodeIds: nodes ? nodes.map((node) => node.id) : undefined };
  const found = sql`select id, place from (${sql.join(sourcesOf(ctx.actor, asked, after), sql` union all `)}) found
    order by place desc, id desc limit ${sql.lit(limit + 1)}`;
  const { rows, cards } =
    query.view === "published"
      ? await findPublished(ctx, known, found, query)
      : await findOwn(ctx, found, query.view === "drafts" ? "draft" : "current");
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const actorId = ctx.actor.kind === "user" ? ctx.actor.id : null;
  return {
    items: page.flatMap(({ id }) => {
      const card = cards.get(id);
      return card ? [card.author_id === actorId ? cardView(card, true) : publicCardView(card)] : [];
    }),
    nextCursor: last ? encodeCursor(question, [last.place, last.id]) : null,
  };
};
