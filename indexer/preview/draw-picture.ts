import sharp, { type SharpInput } from "sharp";
import { encodePictures } from "./encode-pictures.ts";
import { type DrawnPage, Undrawable } from "./preview-result.ts";

// Of all that the library reads: no SVG, which can refer to other files, and no format that needs a program of its own.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: [
    "VipsForeignLoadJpeg",
    "VipsForeignLoadPng",
    "VipsForeignLoadWebp",
    "VipsForeignLoadNsgif",
    "VipsForeignLoadTiff",
    "VipsForeignLoadHeif",
  ],
});

const translateError = (cause: unknown): Undrawable => {
  const words = String(cause);
  if (/pixel limit/i.test(words)) return new Undrawable("too-large", words, cause);
  if (/unsupported image format|blocked/i.test(words)) return new Undrawable("unsupported", words, cause);
  return new Undrawable("broken", words, cause);
};

/** A picture upright, as its camera noted it; of an animation, its first. Throws Undrawable. */
export async function drawPicture(input: SharpInput, maxPixels: number): Promise<DrawnPage> {
  try {
    const source = sharp(input, { limitInputPixels: maxPixels, failOn: "error", autoOrient: true });
    return { page: 1, ...(await encodePictures(source)) };
  } catch (cause) {
    throw translateError(cause);
  }
}
