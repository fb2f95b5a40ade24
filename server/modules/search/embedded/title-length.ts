import { normalizeText, piecesOf } from "../segment.ts";

/** Characters of a title that words can cover, up to 255: a short title that a word covers is closer than a long one. */
export const coveredLength = (title: string): number =>
  Math.min(
    255,
    piecesOf(normalizeText(title)).reduce((sum, piece) => sum + piece.text.length, 0),
  );
