import { open } from "node:fs/promises";

/** No character of the encodings that we read takes more. */
const maxBytesPerCharacter = 4;

/** The bytes that can make up so many characters, or all of the file; `flags` are those of opening it. */
export async function readStart(
  path: string,
  maxCharacters: number,
  flags: string | number = "r",
): Promise<Uint8Array> {
  await using file = await open(path, flags);
  const { size } = await file.stat();
  const bytes = new Uint8Array(Math.min(size, (maxCharacters + 1) * maxBytesPerCharacter));
  const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
  return bytes.subarray(0, bytesRead);
}
