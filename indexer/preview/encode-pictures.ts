import sharp, { type Sharp } from "sharp";
import type { DrawnPage } from "./preview-result.ts";

/** Longer sides in pixels, from the smallest to the largest; the indexer's own, since a drawing process knows no server. */
export const sides = [320, 1080, 1920] as const;

const qualities = [70, 78, 80];
/** The least: half the time of the usual effort, for pictures a fifth larger. */
const effort = 0;

// One thread of its own, and nothing remembered: each process draws one file and ends.
sharp.concurrency(1);
sharp.cache(false);

/** A page in all its sizes, never larger than it is. Nothing of the file's own metadata is left in the pictures. */
export async function encodePictures(source: Sharp): Promise<Omit<DrawnPage, "page">> {
  const largest = sides.at(-1) as number;
  const { data, info } = await source
    .resize(largest, largest, { fit: "inside", withoutEnlargement: true })
    .flatten({ background: "#ffffff" })
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const pixels = { raw: { width, height, channels } };
  const pictures: Uint8Array[] = [];
  for (const [index, side] of sides.entries()) {
    const picture = sharp(data, pixels)
      .resize(side, side, { fit: "inside", withoutEnlargement: true })
      .webp({ quality: qualities[index] as number, effort });
    pictures.push(await picture.toBuffer());
  }
  return { width, height, pictures: pictures as unknown as DrawnPage["pictures"] };
}
