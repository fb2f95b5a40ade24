import type { Context } from "../server/context.ts";
import { inTransaction } from "../server/db/transaction.ts";
import type { ResourceId } from "../server/ids.ts";
import { changeState, createCollection } from "../server/modules/collections/edit-collection.ts";
import { putEntry } from "../server/modules/collections/edit-entries.ts";
import { addSection } from "../server/modules/collections/edit-sections.ts";
import { loadCollection } from "../server/modules/collections/load-collection.ts";
import { listSections } from "../server/modules/collections/section-store.ts";
import { collections, type DemoCollection } from "./demo-world/collections.ts";
import { asPersonCalled } from "./seed-resources.ts";
import { unitId } from "./seed-units.ts";

const seedOne = async (
  base: Context,
  collection: DemoCollection,
  resourceIds: ReadonlyMap<string, ResourceId>,
): Promise<void> => {
  const ctx = await asPersonCalled(base, collection.by);
  const { unit, title, summary } = collection;
  const { id } = await createCollection(ctx, { unitId: unitId(unit), title, summary });
  for (const [title] of collection.sections) await addSection(ctx, id, { title });
  const sections = await listSections(ctx.db, id);
  for (const [place, [, keys]] of collection.sections.entries()) {
    for (const key of keys) {
      const resourceId = resourceIds.get(key);
      if (!resourceId) throw new Error(`the demonstration world has no resource called ${key}`);
      await putEntry(ctx, id, resourceId, { sectionId: sections[place]?.id ?? null });
    }
  }
  const { state } = await loadCollection(ctx, id);
  if (state === "draft") await changeState(ctx, id, { state: "waiting" });
};

/** The demonstration's collections, wholly or not at all; nothing where there are collections already. */
export const seedCollections = (ctx: Context, resourceIds: ReadonlyMap<string, ResourceId>): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    if (await ctx.db.selectFrom("collection").select("id").limit(1).executeTakeFirst()) return;
    for (const collection of collections) await seedOne(ctx, collection, resourceIds);
  });
