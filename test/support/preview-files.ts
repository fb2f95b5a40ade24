import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import sharp from "sharp";
import { makePdf } from "../../scripts/make-files/pdf.ts";
import { makePng } from "../../scripts/make-files/png.ts";
import { makeTemporaryDirectory } from "./temporary-directory.ts";

export const twoPages = (title = "两页的讲义"): Buffer =>
  makePdf({ title, pages: [["第一页的文字"], ["第二页的文字"]] });

/** A photograph as a telephone makes it held upright: 60 wide and 40 high, "turn me", and the place where it was taken. */
export const turnedPhoto = (): Promise<Buffer> =>
  sharp({ create: { width: 60, height: 40, channels: 3, background: "#336699" } })
    .jpeg()
    .withExif({
      IFD0: { Copyright: "三小校区" },
      IFD3: { GPSLatitudeRef: "N", GPSLatitude: "31/1 14/1 0/1" },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer();

/** Says in its header that it is 50 000 pixels wide and high. */
export const floodPicture = (): Buffer => {
  const png = Buffer.from(makePng({ width: 4, height: 4, seed: 1 }));
  png.writeUInt32BE(50_000, 16);
  png.writeUInt32BE(50_000, 20);
  return png;
};

export const brokenPicture = (): Buffer => makePng({ width: 400, height: 300, seed: 2 }).subarray(0, 500);

/** Wants a password that nobody has. */
export const lockedPdf = (): Buffer => {
  const locked = `/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${"41".repeat(32)}> /U <${"42".repeat(32)}> >> /ID [<00> <00>]`;
  return Buffer.from(
    twoPages("加密的讲义").toString("latin1").replace("trailer\n<< ", `trailer\n<< ${locked} `),
    "latin1",
  );
};

/** A test picture of 320 by 180 that moves, as MP4. */
export const makeFilm = async (ffmpeg: string, seconds: number): Promise<Buffer> => {
  const folder = await makeTemporaryDirectory();
  const file = path.join(folder.path, "film.mp4");
  const source = ["-f", "lavfi", "-i", `testsrc=duration=${seconds}:size=320x180:rate=5`];
  try {
    await promisify(execFile)(ffmpeg, ["-v", "error", ...source, "-pix_fmt", "yuv420p", file]);
    return await readFile(file);
  } finally {
    await folder.remove();
  }
};
