import { open } from "node:fs/promises";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import sharp from "sharp";
import { encodePictures } from "./encode-pictures.ts";
import { type DrawnPage, Undrawable } from "./preview-result.ts";

/** Width and height as the header states them: in its second part, of which the oldest kind is 12 bytes long. */
async function readSize(path: string): Promise<{ width: number; height: number }> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(26), 0, 26, 0);
  if (bytesRead < 26) throw new Undrawable("broken", "no header");
  const isOldest = buffer.readUInt32LE(14) === 12;
  const width = isOldest ? buffer.readUInt16LE(18) : buffer.readInt32LE(18);
  // Below zero where its lines stand top down.
  const height = isOldest ? buffer.readUInt16LE(20) : Math.abs(buffer.readInt32LE(22));
  if (width < 1 || height < 1) throw new Undrawable("broken", `${width} by ${height} pixels`);
  return { width, height };
}

/** A Windows bitmap, as Paint and old scanners write it, which sharp cannot read and the canvas can. Throws Undrawable. */
export async function drawBitmap(path: string, maxPixels: number): Promise<DrawnPage> {
  const { width, height } = await readSize(path);
  if (width * height > maxPixels) throw new Undrawable("too-large", `${width} by ${height} pixels`);
  const image = await loadImage(path).catch((cause) => {
    throw new Undrawable("broken", String(cause), cause);
  });
  const canvas = createCanvas(width, height);
  canvas.getContext("2d").drawImage(image, 0, 0);
  return {
    page: 1,
    ...(await encodePictures(sharp(canvas.data(), { raw: { width, height, channels: 4 } }))),
  };
}
