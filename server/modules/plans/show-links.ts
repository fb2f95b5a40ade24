import type { z } from "zod";
import type { Context } from "../../context.ts";
import type { ResourceId } from "../../ids.ts";
import { isVisibleTo, listVisibleCards } from "../resources/index.ts";
import { findTextbookPaths } from "../vocabulary/index.ts";
import type { PlanRow, RowLink, RowTitles, ShownLink } from "./schema.ts";

type Titles = z.input<typeof RowTitles>;

/** The resources that rows link and the actor may see now, by id: what is archived or out of sight has no title here. */
export const titlesOfLinks = async (
  ctx: Context,
  links: readonly RowLink[],
): Promise<Map<string, { title: string; versionNumber: number }>> => {
  const ids = [...new Set(links.map(({ resourceId }) => resourceId))];
  const cards = await listVisibleCards(ctx.db, ids, isVisibleTo(ctx.actor));
  return new Map(cards.map((card) => [card.id, { title: card.title, versionNumber: card.version_number }]));
};

const lessonTitles = async (ctx: Context, ids: readonly string[]): Promise<Titles["lessonTitles"]> =>
  [...(await findTextbookPaths(ctx.db, [...new Set(ids)]))].map(([textbookNodeId, path]) => ({
    textbookNodeId,
    titles: (path.length > 1 ? path.slice(1) : path).map(({ title }) => title),
    issueYear: path[0]?.issue_year ?? null,
  }));

/** Of the resources and lessons that rows name, or the parts of rows of which changes and conflicts are made. */
export const titlesIn = async (
  ctx: Context,
  rows: readonly (Partial<Pick<PlanRow, "links" | "textbookNodeId">> | null | undefined)[],
): Promise<Titles> => {
  const links = await titlesOfLinks(
    ctx,
    rows.flatMap((row) => row?.links ?? []),
  );
  return {
    linkTitles: [...links].map(([resourceId, { title }]) => ({
      resourceId: resourceId as ResourceId,
      title,
    })),
    lessonTitles: await lessonTitles(
      ctx,
      rows.flatMap((row) => row?.textbookNodeId ?? []),
    ),
  };
};

/** The rows with their links' titles, for this actor. */
export const showLinks = async <Row extends PlanRow>(
  ctx: Context,
  rows: readonly Row[],
): Promise<(Omit<Row, "links"> & { links: z.input<typeof ShownLink>[] })[]> => {
  const titles = await titlesOfLinks(
    ctx,
    rows.flatMap(({ links }) => links),
  );
  return rows.map((row) => ({
    ...row,
    links: row.links.map((link) => ({ ...link, title: titles.get(link.resourceId)?.title ?? null })),
  }));
};
