import type { Context } from "../../context.ts";
import { inTransaction } from "../../db/transaction.ts";
import { Forbidden, PreconditionFailed } from "../../errors.ts";
import { appendEvent } from "../events/index.ts";
import { stableId } from "../vocabulary/index.ts";
import { canEditSynonyms } from "./synonyms-policy.ts";
import type { SynonymListChange } from "./synonyms-schema.ts";
import { findSynonyms, lockSynonyms, replaceSynonyms } from "./synonyms-store.ts";

const listId = stableId("search-synonyms");
const written = (groups: readonly string[][]) => groups.map((words) => words.join(" "));

/** Replaces the list; the next questions are asked with it. The event tells which groups went and which came. */
export const editSynonyms = (ctx: Context, change: SynonymListChange, ifMatch?: number): Promise<void> => {
  if (!canEditSynonyms(ctx.actor)) throw new Forbidden();
  return inTransaction(ctx, async (ctx) => {
    const revision = await lockSynonyms(ctx.db);
    if (ifMatch !== undefined && ifMatch !== revision) throw new PreconditionFailed();
    const before = written((await findSynonyms(ctx.db)).groups);
    const groups = change.groups.map(({ words }) => words);
    await replaceSynonyms(ctx.db, groups, ctx.clock.now());
    const after = written(groups);
    await appendEvent(ctx, {
      kind: "search.synonyms-edited",
      subject: { kind: "search-synonyms", id: listId },
      unitId: null,
      data: {
        removed: before.filter((group) => !after.includes(group)),
        added: after.filter((group) => !before.includes(group)),
      },
    });
  });
};
