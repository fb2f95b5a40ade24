import { crc32, deflateSync } from "node:zlib";

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, checksum]);
}

/** A pleasant colour for a number: hues a golden angle apart never look alike. */
function colour(seed: number): [number, number, number] {
  const hue = (seed * 137.508) % 360;
  const channel = (shift: number) => Math.round(150 + 90 * Math.cos(((hue - shift) * Math.PI) / 180));
  return [channel(0), channel(120), channel(240)];
}

/** An RGB picture: a gradient between two colours of the seed, with a lighter disc. */
export function makePng({ width, height, seed }: { width: number; height: number; seed: number }): Buffer {
  const [from, to] = [colour(seed), colour(seed + 3)];
  const radius = Math.min(width, height) * 0.3;
  const [discX, discY] = [width * (0.3 + (seed % 5) / 10), height * 0.45];
  const rowBytes = 1 + width * 3;
  const pixels = Buffer.alloc(rowBytes * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const share = (x / width + y / height) / 2;
      const lift = Math.hypot(x - discX, y - discY) < radius ? 30 : 0;
      const at = y * rowBytes + 1 + x * 3;
      for (const channel of [0, 1, 2] as const) {
        pixels[at + channel] = Math.min(255, from[channel] * (1 - share) + to[channel] * share + lift);
      }
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(pixels)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}
