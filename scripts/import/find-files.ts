import { constants, type Dirent } from "node:fs";
import { access, lstat, readdir, stat } from "node:fs/promises";
import path from "node:path";
import { type UnpackEvent, type UnpackLimits, unpackArchive } from "../../indexer/unpack/index.ts";
import { Unavailable } from "../../server/errors.ts";
import { decodeFileNames, leftOutReason } from "../../server/modules/storage/index.ts";
import { ScriptError } from "../run-script.ts";

/** As unpacking tells it; a file of a folder lies at a place whose name may be of bytes that are no UTF-8. */
export type FoundEvent = Exclude<UnpackEvent, { kind: "file" }> | FoundFile;
export interface FoundFile {
  kind: "file";
  path: string;
  place: string | Buffer;
  sizeBytes: number;
}

export interface FindOptions {
  limits: Partial<UnpackLimits>;
  /** Only tells what there is: archives are looked into, but for nested ones nothing is unpacked. */
  isListing: boolean;
}

const separator = Buffer.from(path.sep);
const isArchive = (name: string): boolean => /\.zip$/i.test(name);

async function* findInArchive(
  place: string | Buffer,
  prefix: string,
  options: FindOptions,
): AsyncGenerator<FoundEvent> {
  const below = (name: string) => (name === "" ? prefix : `${prefix}/${name}`);
  // It is opened by another process, to which no bytes can be sent as a name.
  if (!Buffer.from(place.toString()).equals(Buffer.from(place)))
    return yield { kind: "archive-refused", path: prefix, reason: "unreadable" };
  try {
    for await (const event of unpackArchive(place.toString(), options)) {
      if (event.kind === "listed") yield { kind: "listed", paths: event.paths.map(below) };
      else yield { ...event, path: below(event.path) };
    }
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    yield { kind: "archive-refused", path: prefix, reason: "unreadable" };
  }
}

interface Entry {
  name: string;
  place: Buffer;
  entry: Dirent<Buffer>;
}

/** In the order of their names as people read them, 2 before 10. */
const readEntries = async (folder: Buffer): Promise<Entry[]> => {
  const entries = await readdir(folder, { withFileTypes: true, encoding: "buffer" });
  const names = decodeFileNames(entries.map(({ name }) => name));
  return entries
    .map((entry, index) => ({
      name: names[index] as string,
      place: Buffer.concat([folder, separator, entry.name]),
      entry,
    }))
    .sort((a, b) => a.name.localeCompare(b.name, "zh-CN", { numeric: true }));
};

type Refusal = Extract<FoundEvent, { kind: "refused" }>["reason"];

/** Null: a file that may be read. Nothing is followed: a link could lead anywhere, and a pipe never end. */
const judge = async (
  { entry, place }: Entry,
  shown: string,
  mostBytes: number,
): Promise<Refusal | number> => {
  if (!entry.isFile()) return "link";
  const leftOut = leftOutReason(shown);
  if (leftOut) return leftOut;
  try {
    await access(place, constants.R_OK);
    const { size } = await stat(place);
    return size === 0 ? "empty" : size > mostBytes && !isArchive(shown) ? "too-large" : size;
  } catch {
    return "unreadable";
  }
};

async function* findInFolder(
  folder: Buffer,
  prefix: string,
  options: FindOptions,
): AsyncGenerator<FoundEvent> {
  const files: FoundFile[] = [];
  const below: Entry[] = [];
  const { mostFileBytes = Number.POSITIVE_INFINITY } = options.limits;
  let entries: Entry[];
  try {
    entries = await readEntries(folder);
  } catch {
    return yield { kind: "archive-refused", path: prefix, reason: "unreadable" };
  }
  for (const one of entries) {
    const shown = `${prefix}/${one.name}`;
    const inside = shown.slice(shown.indexOf("/") + 1);
    if (one.entry.isDirectory()) {
      const leftOut = leftOutReason(`${inside}/-`);
      if (leftOut) yield { kind: "archive-refused", path: shown, reason: leftOut };
      else below.push(one);
    } else {
      const judged = await judge(one, inside, mostFileBytes);
      if (typeof judged !== "number") yield { kind: "refused", path: shown, reason: judged };
      else files.push({ kind: "file", path: shown, place: one.place, sizeBytes: judged });
    }
  }
  const [archives, plain] = [
    files.filter((file) => isArchive(file.path)),
    files.filter((file) => !isArchive(file.path)),
  ];
  yield { kind: "listed", paths: plain.map((file) => file.path) };
  yield* plain;
  for (const archive of archives) yield* findInArchive(archive.place, archive.path, options);
  for (const { name, place } of below) yield* findInFolder(place, `${prefix}/${name}`, options);
}

/** Everything in a folder or a zip file, folders from the top down. Paths begin with the source's own name. */
export async function* findFiles(source: string, options: FindOptions): AsyncGenerator<FoundEvent> {
  const place = path.resolve(source);
  const kind = await lstat(place).catch(() => null);
  if (!kind) throw new ScriptError(`There is no ${source}.`);
  const name = path.basename(place).normalize("NFC");
  if (kind.isDirectory()) yield* findInFolder(Buffer.from(place), name, options);
  else if (kind.isFile() && isArchive(name)) yield* findInArchive(place, name, options);
  else throw new ScriptError(`${source} is neither a folder nor a .zip file.`);
}
