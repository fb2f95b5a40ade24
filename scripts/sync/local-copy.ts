import { appendFile, mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";

/** What the feed tells of. */
export type Kind = "resource" | "plan";
type Kept = Kind | "calendar";

/** A thing as it is kept: the server's reply, with what tells whether it is still the newest. */
export interface KeptThing {
  revision: number;
  etag: string | null;
  content: {
    files?: { id: string; sha256: string }[];
    /** Of a plan. */
    unit?: { id: string };
    term?: string;
  };
}

/** Where the copy has come to. `isBeginning`: not yet all has come that there is. */
export interface CopyState {
  cursor: string | null;
  isBeginning: boolean;
}

const folders: Record<Kept, string> = { resource: "resources", plan: "plans", calendar: "calendars" };

const orNull = (error: NodeJS.ErrnoException): null => {
  if (error.code !== "ENOENT") throw error;
  return null;
};

const flush = async (place: string): Promise<void> => {
  const handle = await open(place, "r");
  await handle.sync().finally(() => handle.close());
};

/** How the name ends of what is still being written. */
const making = ".part";

/** A name holds either what it held or the whole of the new text, whenever the process or the machine stops. */
const writeWhole = async (place: string, text: string): Promise<void> => {
  const part = `${place}${making}`;
  const handle = await open(part, "w");
  await handle
    .writeFile(text)
    .then(() => handle.sync())
    .finally(() => handle.close());
  await rename(part, place);
};

/** A folder with one file for each thing; `state.json` is written last of all. */
export const openLocalCopy = async (folder: string) => {
  const at = (...names: string[]) => path.join(folder, ...names);
  for (const name of [...Object.values(folders), "files"]) await mkdir(at(name), { recursive: true });
  // Left by a process that was killed while it wrote; the thing itself may be gone since.
  for (const name of Object.values(folders))
    for (const left of await readdir(at(name))) if (left.endsWith(making)) await rm(at(name, left));
  const placeOf = (kind: Kept, id: string) => at(folders[kind], `${id}.json`);
  const [state, seen] = [at("state.json"), at("seen.txt")];

  const readJson = async <Content>(place: string): Promise<Content | null> => {
    const text = await readFile(place, "utf8").catch(orNull);
    return text === null ? null : (JSON.parse(text) as Content);
  };
  const listIds = async (kind: Kept): Promise<string[]> =>
    (await readdir(at(folders[kind])))
      .filter((name) => name.endsWith(".json"))
      .map((name) => name.slice(0, -".json".length));

  return {
    filePlace: (sha256: string) => at("files", sha256),
    listFiles: () => readdir(at("files")),
    listIds,
    read: (kind: Kept, id: string) => readJson<KeptThing>(placeOf(kind, id)),
    write: (kind: Kept, id: string, thing: KeptThing) =>
      writeWhole(placeOf(kind, id), `${JSON.stringify(thing, null, 1)}\n`),
    remove: (kind: Kept, id: string) => rm(placeOf(kind, id), { force: true }),
    readState: async (): Promise<CopyState> =>
      (await readJson<CopyState>(state)) ?? { cursor: null, isBeginning: true },
    async writeState(next: CopyState): Promise<void> {
      for (const name of Object.values(folders)) await flush(at(name));
      await writeWhole(state, JSON.stringify(next));
      await flush(folder);
    },
    /** Of a beginning: these are there. */
    noteSeen: async (ids: readonly string[]): Promise<void> => {
      if (ids.length === 0) return;
      await appendFile(seen, `${ids.join("\n")}\n`);
      await flush(seen);
    },
    readSeen: async () => new Set((await readFile(seen, "utf8").catch(orNull))?.split("\n")),
    forgetSeen: () => rm(seen, { force: true }),
  };
};

export type LocalCopy = Awaited<ReturnType<typeof openLocalCopy>>;
