import type { Context } from "../../server/context.ts";
import type { Sha256 } from "../../server/ids.ts";
import { mayOpen } from "../../server/modules/resources/index.ts";
import { lockScan } from "../../server/modules/storage/index.ts";

/**
 * Whether what was made of the bytes may be kept: not where a scan found them infected meanwhile. None is noted before the
 * transaction ends.
 */
export const isStillOpen = async (ctx: Context, sha256: Sha256): Promise<boolean> => {
  await lockScan(ctx.db, sha256, "share");
  return mayOpen(ctx.db, sha256);
};
