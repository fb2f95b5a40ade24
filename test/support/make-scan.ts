import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { deflateSync } from "node:zlib";
import { writeTemporaryFile } from "../indexer/extract-files.ts";

export interface ScannedPage {
  /** Grey, a byte a pixel, from the top left; or a JPEG, which the file calls grey whatever it is. */
  picture?: { width: number; height: number } & ({ pixels: Buffer } | { jpeg: Buffer });
  /** Text below the picture, in Latin letters. */
  footer?: string;
  /** The part that is shown: left, bottom, right and top in points. */
  cropBox?: readonly [number, number, number, number];
}

export const blankPicture = (width: number, height: number) => ({
  width,
  height,
  pixels: Buffer.alloc(width * height, 0xee),
});

const stream = (dictionary: string, bytes: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`<< ${dictionary} /Length ${bytes.length} >> stream\n`),
    bytes,
    Buffer.from("\nendstream"),
  ]);

const image = ({ width, height, ...picture }: NonNullable<ScannedPage["picture"]>): Buffer => {
  const [filter, bytes] =
    "jpeg" in picture ? ["DCTDecode", picture.jpeg] : ["FlateDecode", deflateSync(picture.pixels)];
  return stream(
    `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /${filter}`,
    bytes,
  );
};

/** A PDF whose pages are pictures, as a scanner makes it, and which may say something below them, as its program does. */
export function makeScan(pages: readonly ScannedPage[]): Buffer {
  const first = 4;
  const objects: Buffer[] = [
    Buffer.from("<< /Type /Catalog /Pages 2 0 R >>"),
    Buffer.from(
      `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, at) => `${first + at * 3} 0 R`).join(" ")}] >>`,
    ),
    Buffer.from("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"),
  ];
  for (const [at, { picture, footer, cropBox }] of pages.entries()) {
    const [content, drawn] = [first + at * 3 + 1, first + at * 3 + 2];
    const resources = `<< /Font << /F 3 0 R >> /XObject << /I ${drawn} 0 R >> >>`;
    const crop = cropBox ? ` /CropBox [${cropBox.join(" ")}]` : "";
    const shows = picture ? "q 595 0 0 800 0 42 cm /I Do Q " : "";
    const says = footer ? `BT /F 10 Tf 60 20 Td (${footer}) Tj ET` : "";
    objects.push(
      Buffer.from(
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]${crop} /Resources ${resources} /Contents ${content} 0 R >>`,
      ),
      stream("", Buffer.from(shows + says)),
      picture ? image(picture) : Buffer.from("null"),
    );
  }
  const offsets: number[] = [];
  let file = Buffer.from("%PDF-1.4\n");
  for (const [at, object] of objects.entries()) {
    offsets.push(file.length);
    file = Buffer.concat([file, Buffer.from(`${at + 1} 0 obj `), object, Buffer.from(" endobj\n")]);
  }
  const entries = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const count = objects.length + 1;
  const table = `xref\n0 ${count}\n0000000000 65535 f \n${entries}trailer << /Root 1 0 R /Size ${count} >>\n`;
  return Buffer.concat([file, Buffer.from(`${table}startxref\n${file.length}\n%%EOF\n`)]);
}

/** What a scanner makes of a page: drawn here from one of text. */
export async function photograph(pdf: Buffer, pdftoppm: string) {
  const path = await writeTemporaryFile(pdf);
  execFileSync(pdftoppm, ["-gray", "-r", "150", "-singlefile", path, path]);
  const picture = readFileSync(`${path}.pgm`);
  const [head, width, height] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(picture.toString("latin1", 0, 40)) ?? [];
  return { width: Number(width), height: Number(height), pixels: picture.subarray(head?.length) };
}
