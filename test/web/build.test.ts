import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildWebIfStale, isFresh } from "../../scripts/build-web.ts";
import { createLog } from "../../server/log.ts";
import { makeTemporaryDirectory, type TemporaryDirectory } from "../support/temporary-directory.ts";

let folder: TemporaryDirectory;
beforeAll(async () => {
  folder = await makeTemporaryDirectory();
});
afterAll(() => folder.remove());

describe("the built web client", () => {
  beforeAll(() => buildWebIfStale(createLog("silent", "test")), 180_000);

  it("is stale once its packages are others, though none of its sources has changed", () => {
    expect(isFresh()).toBe(true);
    const lock = path.join(folder.path, "package-lock.json");
    copyFileSync("package-lock.json", lock);
    expect(isFresh(lock)).toBe(true);
    const changed = readFileSync(lock, "utf8").replace(/("node_modules\/antd": \{\s*"version": ")/, "$19");
    writeFileSync(lock, changed);
    expect(changed).toMatch(/"node_modules\/antd": \{\s*"version": "9/);
    expect(isFresh(lock)).toBe(false);
  });
});
