import { existsSync } from "node:fs";
import { glob, mkdir, readFile, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isOwnTemporaryName, sweepTemporaryFiles } from "../../server/sweep-temporary-files.ts";
import { makeTemporaryDirectory, type TemporaryDirectory } from "../support/temporary-directory.ts";

const now = new Date("2026-09-01T08:00:00Z");
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);

let directory: TemporaryDirectory;
beforeEach(async () => {
  directory = await makeTemporaryDirectory();
});
afterEach(() => directory.remove());

const leave = async (name: string, hours: number): Promise<string> => {
  const folder = join(directory.path, name);
  await mkdir(folder);
  await writeFile(join(folder, "file"), "教案");
  await utimes(folder, hoursAgo(hours), hoursAgo(hours));
  return folder;
};

test("copies that a killed process left are removed after a day, and nothing else is", async () => {
  const left = await leave("campus-commons-archive-a1B2c3", 25);
  const inUse = await leave("campus-commons-archive-d4E5f6", 23);
  const foreign = await leave("campus-commons-term-papers", 1000);
  const part = join(directory.path, "tus-s3-incomplete-part-AbC_d-1234");
  await writeFile(part, "bytes");
  await utimes(part, hoursAgo(25), hoursAgo(25));
  expect(await sweepTemporaryFiles(directory.path, now, { sendsToS3: false })).toBe(2);
  expect([left, part, inUse, foreign].map(existsSync)).toEqual([false, false, true, true]);
});

test("parts on their way to S3, whose names say nothing, are removed where there is S3", async () => {
  const [part, recent] = ["AbC_d-1234-0", "AbC_d-1234-17"].map((name) => join(directory.path, name));
  for (const [path = "", hours = 0] of [
    [part, 25],
    [recent, 1],
  ] as const) {
    await writeFile(path, "bytes");
    await utimes(path, hoursAgo(hours), hoursAgo(hours));
  }
  const folder = await leave("AbC_d-1234-1", 25);
  const left = () => [part, recent, folder].map((path = "") => existsSync(path));
  expect(await sweepTemporaryFiles(directory.path, now, { sendsToS3: false })).toBe(0);
  expect(left()).toEqual([true, true, true]);
  expect(await sweepTemporaryFiles(directory.path, now, { sendsToS3: true })).toBe(1);
  expect(left()).toEqual([false, true, true]);
});

test("every kind of copy that is made is known to the sweep", async () => {
  const kinds = new Set<string>();
  for await (const path of glob("{server,indexer}/**/*.ts"))
    for (const [, prefix = ""] of (await readFile(path, "utf8")).matchAll(/"(campus-commons-[a-z]+-)"/g))
      kinds.add(prefix);
  expect(kinds.size).toBeGreaterThan(5);
  expect([...kinds].filter((prefix) => !isOwnTemporaryName(`${prefix}a1B2c3`))).toEqual([]);
});
