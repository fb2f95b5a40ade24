const signature = Buffer.from("d0cf11e0a1b11ae1", "hex");

export const isOle = (head: Buffer): boolean => head.subarray(0, 8).equals(signature);

const utf16 = (name: string): Buffer => Buffer.from(name, "utf16le");

/** Names of streams (UTF-16 in the directory sectors) and what holds them. Containers in a container come last. */
const streams: [Buffer, string][] = [
  [utf16("EncryptedPackage"), "encrypted"],
  [utf16("PowerPoint Document"), "ppt"],
  [utf16("WordDocument"), "doc"],
  [utf16("__substg1.0_"), "msg"],
  [utf16("VisioDocument"), "vsd"],
  [utf16("Workbook"), "xls"],
  [utf16("Book\0"), "xls"],
];

const find = (bytes: Buffer): string | undefined => streams.find(([name]) => bytes.includes(name))?.[1];

/** The first directory sector, which names the main streams, where it lies within what is known of the file. */
const directory = (head: Buffer, ending: Buffer, sizeBytes: number): Buffer => {
  if (head.length < 512) return head.subarray(0, 0);
  const sectorBytes = head.readUInt16LE(30) === 12 ? 4096 : 512;
  const at = (head.readUInt32LE(48) + 1) * sectorBytes;
  if (at < head.length) return head.subarray(at, at + sectorBytes);
  const inEnding = at - (sizeBytes - ending.length);
  return inEnding >= 0 ? ending.subarray(inEnding, inEnding + sectorBytes) : head.subarray(0, 0);
};

/**
 * What a legacy (OLE) container is: `doc`, `xls`, `ppt`, `msg`, `vsd`, `encrypted` (an encrypted docx, xlsx or pptx), or
 * undefined where its directory lies outside of what is known. `ending` is the file's end, or all of it.
 */
export const sniffOle = (head: Buffer, ending: Buffer, sizeBytes: number): string | undefined =>
  find(directory(head, ending, sizeBytes)) ?? find(ending) ?? find(head.subarray(512));
