import type { z } from "zod";
import type { Context } from "../../context.ts";
import type { ResourceId, Sha256 } from "../../ids.ts";
import { type CardRow, listVisibleCards, type VersionChoice } from "./card-store.ts";
import type { Duplicate, ResourceDuplicates } from "./duplicate-schema.ts";
import { type LikeRow, listComparedFiles, listNearTexts, listSameFiles } from "./duplicate-store.ts";
import { listLine } from "./lineage-store.ts";
import { loadVisibleResource } from "./load-resource.ts";
import { mayHaveText } from "./may-have-text.ts";
import { authorize } from "./policy.ts";
import { ownerCampusView } from "./view.ts";
import { isVisibleTo } from "./visibility.ts";

/**
 * Less in common is what texts about one subject have as well, and of short ones what forms have that teachers fill in.
 * Measured: docs/decisions/near-duplicates.md.
 */
export const leastLikeness = { percent: 70, percentOfShort: 85, shortPairs: 200 };
const mostOfFile = 5;

type DuplicateView = z.input<typeof Duplicate>;

const duplicateView = (card: CardRow, { is_same_file, percent }: LikeRow): DuplicateView => ({
  resourceId: card.id,
  title: card.title,
  ownerCampus: ownerCampusView(card),
  author: { id: card.author_id, name: card.author_name },
  isSameFile: is_same_file,
  percent,
});

const mostAlikeFirst = (a: LikeRow, b: LikeRow): number =>
  Number(b.is_same_file) - Number(a.is_same_file) || b.percent - a.percent;

/**
 * What published resources that the actor may see are the same as these files, or nearly, by bytes and by text; nothing is
 * told of any other. `compared`: those of the files whose text may be known to the actor by now.
 */
export const findDuplicates = async (
  ctx: Context,
  sha256s: readonly Sha256[],
  compared: readonly Sha256[],
  except: readonly ResourceId[] = [],
): Promise<Map<Sha256, DuplicateView[]>> => {
  const isVisible = isVisibleTo(ctx.actor);
  const question = { isVisible, except, most: mostOfFile };
  const [same, near] = await Promise.all([
    listSameFiles(ctx.db, { ...question, sha256s: [...new Set(sha256s)] }),
    compared.length > 0
      ? listNearTexts(ctx.db, { ...question, sha256s: [...new Set(compared)] }, leastLikeness)
      : [],
  ]);
  const rows = [...same, ...near];
  const ids = [...new Set(rows.map((row) => row.resource_id))];
  const cards = new Map((await listVisibleCards(ctx.db, ids, isVisible)).map((card) => [card.id, card]));
  const viewsOf = (found: LikeRow[]): DuplicateView[] => {
    const best = new Map<ResourceId, LikeRow>();
    for (const row of found.sort(mostAlikeFirst))
      if (!best.has(row.resource_id)) best.set(row.resource_id, row);
    return [...best.values()].slice(0, mostOfFile).flatMap((row) => {
      const card = cards.get(row.resource_id);
      return card ? [duplicateView(card, row)] : [];
    });
  };
  const rowsOf = Map.groupBy(rows, (row) => row.own_sha256);
  return new Map([...rowsOf].map(([sha256, found]) => [sha256, viewsOf(found)]));
};

const mostOfResource = 10;

/**
 * What the files of a resource, or of its draft, are the same as, for whoever may edit it: each other resource once, the
 * most alike first. What it was adapted from or to is no news and left out.
 */
export const getResourceDuplicates = async (
  ctx: Context,
  id: ResourceId,
  choice: VersionChoice,
): Promise<z.input<typeof ResourceDuplicates>> => {
  const resource = authorize(ctx.actor, "edit", await loadVisibleResource(ctx, id, choice));
  const line = await listLine(ctx.db, id, isVisibleTo(ctx.actor));
  const files = await listComparedFiles(ctx.db, resource.version_id);
  const compared = files.filter((file) => !file.is_awaited && mayHaveText(file.media_type));
  const shaOf = (some: typeof files) => some.map((file) => file.sha256);
  const duplicates = await findDuplicates(ctx, shaOf(files), shaOf(compared), line);
  const items = files
    .flatMap(({ sha256, name }) =>
      (duplicates.get(sha256) ?? []).map((duplicate) => ({ ...duplicate, fileName: name })),
    )
    .sort((a, b) => Number(b.isSameFile) - Number(a.isSameFile) || b.percent - a.percent);
  const seen = new Set<string>();
  const once = items.filter(({ resourceId }) => !seen.has(resourceId) && seen.add(resourceId));
  return {
    comparison: files.some((file) => file.is_awaited) ? "waiting" : "done",
    items: once.slice(0, mostOfResource),
  };
};
