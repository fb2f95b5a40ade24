import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { pidsOf, postmasterPid, type Started, startSystem } from "./start-system.ts";
import { isReady, isRunning, until } from "./until.ts";

// Several starts of the whole system in one test, on machines that do other things too.
vi.setConfig({ testTimeout: 180_000 });

describe("after kill -9 of one process", () => {
  let dataDir: string;
  let system: Started;
  let address: string;

  /** Starts the system and waits until its parts have said their process ids. */
  const start = async (): Promise<void> => {
    system = startSystem(dataDir, 0);
    address = (await system.untilSaid(/资源共享库: (http:\S+)/))[1] as string;
    await Promise.all([system.untilSaid("listening"), system.untilSaid("taking jobs")]);
  };

  beforeAll(async () => {
    dataDir = mkdtempSync(path.join(tmpdir(), "campus-commons-kill-"));
    await start();
  });

  afterAll(async () => {
    system.child.kill("SIGTERM");
    await system.ended;
    rmSync(dataDir, { recursive: true, force: true });
  });

  it.each(["server", "indexer"])("the %s is started again", async (name) => {
    const killed = pidsOf(system)[name] as number;
    process.kill(killed, "SIGKILL");
    const word = name === "server" ? "listening" : "taking jobs";
    await until(
      `a new ${name}`,
      () => pidsOf(system)[name] !== killed && system.said().split(word).length > 2,
    );
    address = [...system.said().matchAll(/资源共享库: (http:\S+)/g)].at(-1)?.[1] as string;
    await until("every part is up", () => isReady(address));
  });

  it("PostgreSQL is started again at the same address, and everybody finds it there", async () => {
    const before = pidsOf(system);
    const killed = postmasterPid(dataDir);
    process.kill(killed, "SIGKILL");
    await until("the database is gone or back", () => !isRunning(killed));
    await until("every part is up", () => isReady(address));
    expect(postmasterPid(dataDir)).not.toBe(killed);
    expect(pidsOf(system)).toEqual(before);
  });

  it("of the start command, its parts end by themselves and the next start goes on with the same data", async () => {
    const pids = pidsOf(system);
    const postgres = postmasterPid(dataDir);
    process.kill(pids.start as number, "SIGKILL");
    await until(
      "its parts have ended",
      () => ![pids.server, pids.indexer].some((pid) => isRunning(pid as number)),
    );
    await start();
    expect(postmasterPid(dataDir)).toBe(postgres);
    await until("every part is up", () => isReady(address));
  });

  it("of all at once, the next start recovers", async () => {
    const pids = [...Object.values(pidsOf(system)), postmasterPid(dataDir)];
    for (const pid of pids) process.kill(pid, "SIGKILL");
    await start();
    await until("every part is up", () => isReady(address));
  });
});
