import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { open, rename, rm, stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import type { Server } from "./ask-server.ts";
import { forEach } from "./follow-feed.ts";
import type { LocalCopy } from "./local-copy.ts";

const sizeOf = (place: string): Promise<number> =>
  stat(place).then(
    ({ size }) => size,
    () => 0,
  );

const hashOf = async (place: string): Promise<string> => {
  const hash = createHash("sha256");
  await pipeline(createReadStream(place), hash);
  return hash.digest("hex");
};

/** Adds to `part` what is missing of it; answers whether the server gives it. A line that breaks leaves what has come. */
const download = async (server: Server, path: string, part: string): Promise<boolean> => {
  const has = await sizeOf(part);
  const reply = await server.ask(path, has > 0 ? { Range: `bytes=${has}-` } : {});
  // All of it has come already: its hash says so.
  if (reply.status === 416) return true;
  if (!reply.ok || !reply.body) return false;
  const flags = reply.status === 206 ? "a" : "w";
  await pipeline(Readable.fromWeb(reply.body as ReadableStream), createWriteStream(part, { flags }));
  return true;
};

/** Keeps a file under its hash once all of it is there; what came out otherwise is thrown away. */
const keepWhole = async (part: string, place: string, sha256: string): Promise<boolean> => {
  if ((await hashOf(part)) !== sha256) {
    await rm(part);
    return false;
  }
  const handle = await open(part, "r");
  await handle.sync().finally(() => handle.close());
  await rename(part, place);
  return true;
};

const attempts = 5;

const fetchFile = async (server: Server, copy: LocalCopy, path: string, sha256: string): Promise<boolean> => {
  const place = copy.filePlace(sha256);
  const part = `${place}.part`;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    try {
      if (!(await download(server, path, part))) return false;
      if (await keepWhole(part, place, sha256)) return true;
    } catch (error) {
      if (attempt === attempts) throw error;
    }
  }
  return false;
};

/** Fetches the files that resources name and removes those that none names; answers how many the server did not give. */
export const fetchFiles = async (server: Server, copy: LocalCopy): Promise<number> => {
  const wanted = new Map<string, string>();
  for (const id of await copy.listIds("resource"))
    for (const file of (await copy.read("resource", id))?.content.files ?? [])
      wanted.set(file.sha256, `/api/resources/${id}/files/${file.id}`);
  const present = new Set(await copy.listFiles());
  for (const name of present) {
    const sha256 = name.replace(/\.part$/, "");
    if (!wanted.has(sha256)) await rm(copy.filePlace(name), { force: true });
    else if (sha256 === name) wanted.delete(sha256);
  }
  let missing = 0;
  await forEach(wanted, async ([sha256, path]) => {
    if (!(await fetchFile(server, copy, path, sha256))) missing += 1;
  });
  return missing;
};
