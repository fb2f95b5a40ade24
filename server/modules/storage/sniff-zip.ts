const localHeader = Buffer.from("PK\x03\x04", "latin1");
const centralHeader = Buffer.from("PK\x01\x02", "latin1");
const endRecord = Buffer.from("PK\x05\x06", "latin1");

/** Also an empty archive, which is an end record only. */
export const isZip = (head: Buffer): boolean =>
  [localHeader, endRecord].some((signature) => head.subarray(0, 4).equals(signature));

interface Layout {
  signature: Buffer;
  nameLengthAt: number;
  nameAt: number;
}

const local: Layout = { signature: localHeader, nameLengthAt: 26, nameAt: 30 };
const central: Layout = { signature: centralHeader, nameLengthAt: 28, nameAt: 46 };

/** Entry names behind each signature; a header that is cut off or absurd is passed over. */
const namesBehind = (bytes: Buffer, layout: Layout): string[] => {
  const names: string[] = [];
  for (let at = bytes.indexOf(layout.signature); at >= 0; at = bytes.indexOf(layout.signature, at + 4)) {
    if (at + layout.nameAt > bytes.length) break;
    const length = bytes.readUInt16LE(at + layout.nameLengthAt);
    const name = bytes.subarray(at + layout.nameAt, at + layout.nameAt + length);
    if (length > 0 && length < 1024 && name.length === length) names.push(name.toString("latin1"));
  }
  return names;
};

/** OpenDocument and EPUB put an uncompressed entry `mimetype` first, so that it can be read without unzipping. */
const declaredType = (head: Buffer): string => {
  if (head.length < 38 || head.toString("latin1", 30, 38) !== "mimetype" || head.readUInt16LE(26) !== 8)
    return "";
  const start = 38 + head.readUInt16LE(28);
  const end = head.indexOf("PK", start, "latin1");
  return head.toString("latin1", start, end < 0 ? start + 100 : end);
};

const declared: [string, string][] = [
  ["application/epub+zip", "epub"],
  ["application/vnd.oasis.opendocument.text", "odt"],
  ["application/vnd.oasis.opendocument.spreadsheet", "ods"],
  ["application/vnd.oasis.opendocument.presentation", "odp"],
  ["application/vnd.oasis.opendocument.graphics", "odg"],
];

const macroTwin: Record<string, string> = { docx: "docm", xlsx: "xlsm", pptx: "pptm" };

/** An office container is known by the folder of its main part; the folder alone, in a plain zip, says nothing. */
const officeExtension = (names: string[]): string | undefined => {
  const has = (start: string): boolean => names.some((name) => name.startsWith(start));
  if (
    !names.some(
      (name) => name === "[Content_Types].xml" || name.startsWith("_rels/") || name.startsWith("docProps/"),
    )
  )
    return undefined;
  if (names.includes("xl/workbook.bin")) return "xlsb";
  const plain = has("word/")
    ? "docx"
    : has("ppt/")
      ? "pptx"
      : has("xl/")
        ? "xlsx"
        : has("visio/")
          ? "vsdx"
          : undefined;
  const hasMacros = names.some((name) => name.endsWith("/vbaProject.bin"));
  return plain && hasMacros ? (macroTwin[plain] ?? plain) : plain;
};

const otherExtension = (names: string[]): string => {
  if (names.includes("AndroidManifest.xml")) return "apk";
  return names.includes("META-INF/MANIFEST.MF") ? "jar" : "zip";
};

/** The central directory, from where its end record says that it starts: a zip stored inside has one of its own. */
const centralDirectory = (ending: Buffer): Buffer => {
  const at = ending.lastIndexOf(endRecord);
  if (at < 0 || at + 16 > ending.length) return ending.subarray(0, 0);
  return ending.subarray(Math.max(0, at - ending.readUInt32LE(at + 12)), at);
};

/**
 * The extension that tells what a zip container is: an office document, e-book, … or just `zip`. `ending` is the file's
 * end, or all of it. Of a directory larger than that only the last entries are seen, so the first comes from the head.
 */
export const sniffZip = (head: Buffer, ending: Buffer): string => {
  const type = declaredType(head);
  const known = declared.find(([mediaType]) => type === mediaType || type === `${mediaType}-template`);
  if (known) return known[1];
  const fromHead = namesBehind(head, local);
  const listed = namesBehind(centralDirectory(ending), central);
  const names = listed.length > 0 ? [...fromHead.slice(0, 1), ...listed] : fromHead;
  return officeExtension(names) ?? otherExtension(names);
};
