import { type ChildProcess, execFileSync, fork } from "node:child_process";
import { once } from "node:events";
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readConfig } from "../../server/config.ts";
import { openEmbeddedPostgres } from "../../server/db/embedded-postgres.ts";
import { createLog } from "../../server/log.ts";
import { mountSmallDisk } from "../support/mount-small-disk.ts";
import { startScript } from "./start-system.ts";

let dataDir: string;
let ends: (() => void)[] = [];
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), "campus-commons-secrets-"));
  ends = [() => rmSync(dataDir, { recursive: true, force: true })];
});
afterEach(() => {
  for (const end of ends.reverse()) end();
});

const at = (name: string): string => path.join(dataDir, name);
const secretOf = (directory = dataDir): string => readConfig({ DATA_DIR: directory }).authSecret;

const fill = (): void => {
  const filler = openSync(at("filler"), "w");
  try {
    for (;;) writeSync(filler, Buffer.alloc(4096));
  } catch (error) {
    expect((error as NodeJS.ErrnoException).code).toBe("ENOSPC");
  } finally {
    closeSync(filler);
  }
};

/** Puts the data directory on a disk without room for a single byte; false where no disk can be mounted. */
const fillDisk = (): boolean => {
  if (!mountSmallDisk(dataDir, 1)) return false;
  ends.push(() => execFileSync("umount", [dataDir]));
  fill();
  return true;
};

const makeRoom = (): void => rmSync(at("filler"));

describe("on a full disk", () => {
  it("no half of the secret is kept, and the next start makes a whole one", (test) => {
    if (!fillDisk()) return test.skip();
    expect(() => secretOf()).toThrow("ENOSPC");
    expect(readdirSync(dataDir)).toEqual(["filler"]);
    makeRoom();
    expect(secretOf()).toMatch(/^[0-9a-f]{64}$/);
    expect(readdirSync(dataDir)).toEqual(["auth-secret"]);
    expect(statSync(at("auth-secret")).mode & 0o077).toBe(0);
  });

  it("`npm run make-env` leaves no half of a file, which it would never complete", async (test) => {
    if (!fillDisk()) return test.skip();
    const makeEnv = async () => startScript("scripts/make-env.ts", {}, { cwd: dataDir }).ended;
    expect(await makeEnv()).toBe(1);
    expect(readdirSync(dataDir)).toEqual(["filler"]);
    makeRoom();
    expect(await makeEnv()).toBe(0);
    expect(readFileSync(at(".env"), "utf8")).toMatch(/^MEILI_MASTER_KEY=\w{48}\n$/m);
  });
});

describe("processes that start at once", () => {
  it.each([
    ["for the first time", () => {}],
    ["where a full disk once left an empty file", (file: string) => writeFileSync(file, "")],
  ])("%s have one secret", async (_when, prepare) => {
    const script = path.join(import.meta.dirname, "read-secret.ts");
    const processes = [1, 2, 3].map(() => fork(script, { execArgv: [] }));
    ends.push(() => processes.map((one) => one.kill()));
    const ask = async (one: ChildProcess, directory: string): Promise<string> => {
      one.send(directory);
      return (await once(one, "message"))[0];
    };
    // Once for nothing, so that they have all begun.
    await Promise.all(processes.map((one) => ask(one, at("none"))));
    for (let round = 1; round <= 40; round += 1) {
      const directory = at(String(round));
      mkdirSync(directory);
      prepare(path.join(directory, "auth-secret"));
      const secrets = await Promise.all(processes.map((one) => ask(one, directory)));
      expect(secrets[0]).toHaveLength(64);
      expect(new Set(secrets).size).toBe(1);
      expect(readdirSync(directory)).toEqual(["auth-secret"]);
    }
  });
});

describe("a kept secret", () => {
  it("outlives starts, and is read on a full disk too", (test) => {
    if (!fillDisk()) return test.skip();
    makeRoom();
    const secret = secretOf();
    fill();
    expect(secretOf()).toBe(secret);
  });

  it("that is too short is refused, in words that say which and what to do", () => {
    writeFileSync(at("auth-secret"), "0123456789abcdef\n");
    expect(() => secretOf()).toThrow(`${at("auth-secret")} holds fewer than 32 characters`);
    expect(() => secretOf()).toThrow("AUTH_SECRET");
    expect(readConfig({ DATA_DIR: dataDir, AUTH_SECRET: "s".repeat(32) }).authSecret).toHaveLength(32);
  });
});

describe("a password that opens what is there already", () => {
  it.each([
    ["gone", () => {}],
    ["empty", (file: string) => writeFileSync(file, "")],
  ])("is not made anew where it is %s", async (_how, prepare) => {
    mkdirSync(at("postgres"));
    prepare(at("postgres-password"));
    const opening = openEmbeddedPostgres(dataDir, createLog("silent", "test"));
    await expect(opening).rejects.toThrow(`${at("postgres-password")} is gone or empty`);

    writeFileSync(at("demo-seeded"), "");
    prepare(at("demo-password"));
    const demo = startScript("scripts/demo.ts", { DATA_DIR: dataDir, PORT: "0" });
    expect(await demo.ended).toBe(1);
    expect(demo.said()).toContain(`${at("demo-password")} is gone or empty`);
    expect(existsSync(at("in-use.lock"))).toBe(false);
  });
});
