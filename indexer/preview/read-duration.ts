import { parseFile } from "music-metadata";
import { Undrawable } from "./preview-result.ts";

/** How long a recording is, in whole milliseconds. Throws Undrawable where the file does not say. */
export async function readDuration(path: string): Promise<number> {
  const { format } = await parseFile(path, { duration: true, skipCovers: true }).catch((cause) => {
    throw new Undrawable("broken", String(cause), cause);
  });
  if (!format.duration || !Number.isFinite(format.duration)) throw new Undrawable("broken", "no duration");
  return Math.round(format.duration * 1000);
}
