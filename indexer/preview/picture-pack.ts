import { open } from "node:fs/promises";
import { join } from "node:path";
import {
  formatPageWords,
  mostWordBytes,
  type PageWords,
  packPageWords,
} from "../../server/modules/resources/index.ts";
import type { DrawnPage } from "./preview-result.ts";

/** Where a page's pictures stand in the pack: one after the other from `startsAt`, from the smallest to the largest. */
export interface PackedPage {
  page: number;
  width: number;
  height: number;
  startsAt: number;
  lengths: [thumbnail: number, view: number, screen: number];
}

/** Where the words of all pages stand in the pack: behind the last picture. */
export interface PackedWords {
  startsAt: number;
  lengthBytes: number;
}

export interface PicturePack {
  readonly path: string;
  readonly pages: PackedPage[];
  /** Answers whether there is room for more. */
  add(page: DrawnPage): Promise<boolean>;
  /** Of a page that was added; left out where there is no room for them. */
  addWords(words: PageWords): void;
  /** Puts the words behind the pictures: nothing is added after it. */
  finish(): Promise<PackedWords>;
  close(): Promise<void>;
}

/** Collects all pictures of a file in one new file of the folder: one blob for a book of a hundred pages, not three hundred. */
export async function createPicturePack(folder: string, maxBytes: number): Promise<PicturePack> {
  const path = join(folder, "pictures");
  const file = await open(path, "wx");
  const pages: PackedPage[] = [];
  let sizeBytes = 0;
  let words = "";
  let wordBytes = 0;
  return {
    path,
    pages,
    async add({ page, width, height, pictures }) {
      const startsAt = sizeBytes;
      for (const picture of pictures) {
        await file.appendFile(picture);
        sizeBytes += picture.length;
      }
      const [thumbnail, view, screen] = pictures;
      pages.push({ page, width, height, startsAt, lengths: [thumbnail.length, view.length, screen.length] });
      return sizeBytes < maxBytes;
    },
    addWords(ofPage) {
      if (ofPage.runs.length === 0) return;
      const line = formatPageWords(ofPage);
      const lineBytes = Buffer.byteLength(line);
      if (wordBytes + lineBytes > mostWordBytes) return;
      words += line;
      wordBytes += lineBytes;
    },
    async finish() {
      if (words === "") return { startsAt: sizeBytes, lengthBytes: 0 };
      const packed = await packPageWords(words);
      await file.appendFile(packed);
      return { startsAt: sizeBytes, lengthBytes: packed.length };
    },
    close: () => file.close(),
  };
}
