import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { deflateSync } from "node:zlib";
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

/** A page that is quickly drawn, and a hundred that are painted over so often that nobody can wait for them; in some kilobytes. */
export const endlessPdf = (): Buffer => {
  const stream = (content: Buffer, more = "") =>
    `<< /Length ${content.length}${more} >>\nstream\n${content.toString("latin1")}\nendstream`;
  const page = (contents: number) =>
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Shading << /S 5 0 R >> >> /Contents ${contents} 0 R >>`;
  const firstSlow = 7;
  const slow = Array.from({ length: 100 }, (_, index) => index + firstSlow);
  const kids = [6, ...slow].map((number) => `${number} 0 R`).join(" ");
  const colours = "/FunctionType 2 /Domain [0 1] /C0 [1 0 0] /C1 [0 0 1] /N 1";
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Kids [${kids}] /Count ${slow.length + 1} >>`,
    stream(Buffer.from("100 100 200 200 re f")),
    stream(deflateSync(Buffer.from("/S sh\n".repeat(2000))), " /Filter /FlateDecode"),
    `<< /ShadingType 3 /ColorSpace /DeviceRGB /Coords [300 400 0 300 400 900] /Function << ${colours} >> >>`,
    page(3),
    ...slow.map(() => page(4)),
  ].map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`);
  const file = `%PDF-1.5\n${objects.join("")}trailer\n<< /Root 1 0 R /Size ${objects.length + 1} >>\n%%EOF\n`;
  return Buffer.from(file, "latin1");
};
