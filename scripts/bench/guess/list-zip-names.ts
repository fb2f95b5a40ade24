import { openPromise } from "yauzl";

/** The files of a zip in the order of its directory, with their folders; names in `encoding` where not marked UTF-8. */
export async function listZipNames(path: string, encoding: string): Promise<string[]> {
  const zip = await openPromise(path, { decodeStrings: false });
  const names: string[] = [];
  for await (const entry of zip.eachEntry()) {
    const isUtf8 = (entry.generalPurposeBitFlag & 0x800) !== 0;
    const name = new TextDecoder(isUtf8 ? "utf-8" : encoding).decode(entry.fileNameRaw);
    if (!name.endsWith("/")) names.push(name);
  }
  return names;
}
