import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import type { Context } from "../../server/context.ts";
import type { Sha256 } from "../../server/ids.ts";

/** Has a blob worked on as a file, which is gone afterwards. */
export const withCopy = async <Result>(
  ctx: Context,
  sha256: Sha256,
  act: (path: string) => Promise<Result>,
): Promise<Result> => {
  await mkdir(tmpdir(), { recursive: true });
  const folder = await mkdtemp(path.join(tmpdir(), "campus-commons-text-"));
  try {
    const copy = path.join(folder, "file");
    await pipeline(await ctx.blobs.read(sha256), createWriteStream(copy));
    return await act(copy);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
