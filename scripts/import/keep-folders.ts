import type { Context } from "../../server/context.ts";
import type { ResourceId, UnitId } from "../../server/ids.ts";
import { gatherFolders } from "../../server/modules/collections/index.ts";
import type { FileReport } from "./import-drafts.ts";

/** Folders of a path from the top, those that are archives by their bare names. */
export const foldersOf = (path: string): string[] =>
  path
    .split("/")
    .slice(0, -1)
    .map((folder) =>
      folder
        .replace(/\.zip$/i, "")
        .trim()
        .slice(0, 255),
    )
    .filter((folder) => folder !== "")
    .slice(-20);

/** So many resources are handed over at once. */
const batch = 200;

/**
 * Keeps the folders of what is imported as proposed collections. What was imported before is handed over again, which adds
 * nothing, so that an import that was killed in between misses nothing when it is run again.
 */
export const createFolderKeeper = (ctx: Context, campusId: UnitId) => {
  let waiting = new Map<string, Set<ResourceId>>();
  let count = 0;
  const kept = new Set<string>();

  const flush = async (): Promise<void> => {
    const folders = [...waiting].map(([path, ids]) => ({ path, resources: [...ids] }));
    waiting = new Map();
    count = 0;
    if (folders.length === 0) return;
    for (const { id } of (await gatherFolders(ctx, { campusId, folders })).items) kept.add(id);
  };

  return {
    add({ path, resourceId }: FileReport): void {
      const folder = foldersOf(path).join("/");
      if (resourceId === null || folder === "") return;
      waiting.set(folder, (waiting.get(folder) ?? new Set()).add(resourceId));
      count += 1;
    },
    /** Hands over what has come so far, now and then between two of these. */
    async *between<Event>(events: AsyncIterable<Event>): AsyncGenerator<Event> {
      for await (const event of events) {
        if (count >= batch) await flush();
        yield event;
      }
    },
    flush,
    keptCount: () => kept.size,
  };
};
