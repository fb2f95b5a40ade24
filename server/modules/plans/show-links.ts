import type { z } from "zod";
import type { Context } from "../../context.ts";
import type { ResourceId } from "../../ids.ts";
import { isVisibleTo, listVisibleCards } from "../resources/index.ts";
import type { LinkTitles, PlanRow, RowLink, ShownLink } from "./schema.ts";

/** The resources that rows link and the actor may see now, by id: what is archived or out of sight has no title here. */
export const titlesOfLinks = async (
  ctx: Context,
  links: readonly RowLink[],
): Promise<Map<string, { title: string; versionNumber: number }>> => {
  const ids = [...new Set(links.map(({ resourceId }) => resourceId))];
  const cards = await listVisibleCards(ctx.db, ids, isVisibleTo(ctx.actor));
  return new Map(cards.map((card) => [card.id, { title: card.title, versionNumber: card.version_number }]));
};

/** What the rows link, or the parts of rows of which changes and conflicts are made. */
export const linkTitlesIn = async (
  ctx: Context,
  rows: readonly (Partial<Pick<PlanRow, "links">> | null | undefined)[],
): Promise<z.input<typeof LinkTitles>> => {
  const titles = await titlesOfLinks(
    ctx,
    rows.flatMap((row) => row?.links ?? []),
  );
  return [...titles].map(([resourceId, { title }]) => ({ resourceId: resourceId as ResourceId, title }));
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
