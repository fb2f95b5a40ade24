import { EventEmitter } from "node:events";
import { symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import type { ReaderProcess } from "../../indexer/start-reader.ts";
import { eventsOf } from "../../indexer/unpack/unpack-archive.ts";
import { defaultUnpackLimits } from "../../indexer/unpack/unpack-result.ts";
import { makeFolder } from "../previews/preview-file.ts";
import { writeTemporaryFile } from "./extract-files.ts";

const file = (place: string) => ({ kind: "file", path: "a.txt", place, sizeBytes: 1 });

/** What is taken of it where it says this, and then that it is done. */
const takenOf = async (folder: string, said: object) => {
  const child = Object.assign(new EventEmitter(), { send: () => true, kill: () => true });
  const events = eventsOf(child as unknown as ReaderProcess, folder, defaultUnpackLimits);
  const taken: unknown[] = [];
  const taking = (async () => {
    for await (const event of events) taken.push(event);
  })();
  for (const message of [said, { kind: "end" }]) child.emit("message", message);
  await taking;
  return taken;
};

it("an unpacking process that an archive has taken over hands over no file but those that it wrote", async () => {
  const folder = await makeFolder();
  const secret = await writeTemporaryFile("secret");
  const [own, link] = [path.join(folder, "own"), path.join(folder, "link")];
  await writeFile(own, "x");
  await symlink(secret, link);
  expect(await takenOf(folder, file(own))).toEqual([file(own)]);
  for (const place of [secret, link, `${folder}/../${path.relative(path.dirname(folder), secret)}`, folder])
    expect(await takenOf(folder, file(place)), place).toEqual([
      { kind: "archive-refused", path: "", reason: "broken" },
    ]);
});
