import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Started, startScript } from "./start-system.ts";
import { until } from "./until.ts";

// Several creations of a database in one test, on machines that do other things too.
vi.setConfig({ testTimeout: 180_000 });

let dataDir: string;
let running: Started | null = null;
beforeAll(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), "campus-commons-creation-"));
  // As a full disk left it before passwords were written whole.
  writeFileSync(path.join(dataDir, "postgres-password"), "");
});
afterAll(async () => {
  running?.child.kill("SIGKILL");
  await running?.ended;
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 500 });
});

const openPostgres = (): Started => {
  running = startScript("test/start-up/open-postgres.ts", { DATA_DIR: dataDir });
  return running;
};

const unfinished = (): string[] => readdirSync(dataDir).filter((name) => name.includes(".making"));

/** Every file of unfinished clusters that is there now. */
const filesUnderWay = (): string[] =>
  unfinished().flatMap((name) => {
    try {
      return readdirSync(path.join(dataDir, name), { recursive: true }).map((file) => `${name}/${file}`);
    } catch {
      return []; // being removed
    }
  });

const openAndClose = async (): Promise<void> => {
  const opened = openPostgres();
  const code = await opened.ended;
  expect(opened.said()).toContain("PostgreSQL is open");
  expect(code).toBe(0);
};

/** Starts, and kills the start once its new cluster has such a file. */
const killWhileCreating = async (file: string): Promise<void> => {
  const before = new Set(filesUnderWay());
  const started = openPostgres();
  let code: number | null | undefined;
  void started.ended.then((ended) => {
    code = ended;
  });
  await until(`${file} of a new cluster`, () => {
    if (code !== undefined) throw new Error(`it ended by itself (${code}):\n${started.said()}`);
    return filesUnderWay().some((name) => name.endsWith(file) && !before.has(name));
  });
  started.child.kill("SIGKILL");
  expect(await started.ended).toBeNull();
};

describe("the PostgreSQL under the data directory, killed again and again while it is created", () => {
  it("is created by the next start, beside what the killed ones have left running", async () => {
    for (const file of ["PG_VERSION", "pg_hba.conf", "global/pg_control", "PG_VERSION", "base/1"])
      await killWhileCreating(file);
    await openAndClose();
  });

  it("keeps nothing of those attempts after one more start", async () => {
    await openAndClose();
    expect(unfinished()).toEqual([]);
  });
});
