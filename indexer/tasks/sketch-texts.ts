import type { Context } from "../../server/context.ts";
import { enqueue } from "../../server/jobs.ts";
import { listPassages, listUnsketchedTexts, saveSketch } from "../../server/modules/resources/index.ts";
import { sketchText } from "../../server/modules/search/index.ts";

/** Few enough that a file which is to be read need not wait long for its turn. */
const atOnce = 50;
/** No sketch is made of more. */
const mostPassages = 2000;

export const requestSketching = (ctx: Context): Promise<void> => enqueue(ctx, "sketch-texts", {}, "sketch");

/** Makes the sketches of some texts that have none, and asks to be called again while there are more. */
export const sketchTexts = async (ctx: Context): Promise<void> => {
  const sha256s = await listUnsketchedTexts(ctx.db, atOnce);
  for (const sha256 of sha256s) {
    const passages = await listPassages(ctx.db, [sha256], mostPassages);
    await saveSketch(ctx.db, sha256, sketchText(passages.map((passage) => passage.text)));
  }
  if (sha256s.length === atOnce) await requestSketching(ctx);
};
