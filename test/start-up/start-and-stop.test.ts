import { spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { accountForPostgres, commandAs } from "../../server/db/run-as.ts";
import { pidsOf, postmasterPid, type Started, startScript, startSystem } from "./start-system.ts";
import { isReady, isRunning, until } from "./until.ts";

// Several starts of the whole system in one test, on machines that do other things too.
vi.setConfig({ testTimeout: 180_000 });

let dataDir: string;
let running: Started[] = [];

const start = (...options: Parameters<typeof startSystem>): Started => {
  const started = startSystem(...options);
  running.push(started);
  return started;
};

const addressOf = async (started: Started): Promise<string> =>
  (await started.untilSaid(/资源共享库: (http:\S+)/))[1] as string;

const interruptGroup = (started: Started): void => {
  process.kill(-(started.child.pid as number), "SIGINT");
};

/** The directories on the way down to this one that only their owner may pass. */
const listClosedAbove = (directory: string): string[] => {
  const parent = path.dirname(directory);
  const above = parent === directory ? [] : listClosedAbove(parent);
  return (statSync(directory).mode & 0o001) === 0 ? [...above, directory] : above;
};

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), "campus-commons-start-"));
});

afterEach(async () => {
  for (const { child, ended } of running) {
    child.kill("SIGTERM");
    await ended;
  }
  running = [];
  rmSync(dataDir, { recursive: true, force: true });
});

describe("the start command", () => {
  it("serves from an empty directory, refuses a second start, and ends all it started on Ctrl-C, PostgreSQL last", async () => {
    const first = start(dataDir, 0);
    const address = await addressOf(first);
    await until("every part is up", () => isReady(address));
    await Promise.all([first.untilSaid("listening"), first.untilSaid("taking jobs")]);

    const second = start(dataDir, 0);
    expect(await second.ended).toBe(1);
    expect(second.said()).toContain("Already running");
    expect(second.said()).toContain(dataDir);
    expect(await isReady(address)).toBe(true);

    const pids = [...Object.values(pidsOf(first)), postmasterPid(dataDir)];
    expect(pids).toHaveLength(4);
    interruptGroup(first);
    expect(await first.ended).toBe(0);
    expect(pids.filter(isRunning)).toEqual([]);
    expect(existsSync(path.join(dataDir, "postgres/postmaster.pid"))).toBe(false);
    expect(first.said()).toMatch(/draining[\s\S]*finishing/);
    expect(first.said()).not.toContain("connection was lost");
  });

  it("ends PostgreSQL too when it is interrupted before anything is served", async () => {
    const started = start(dataDir, 0);
    await until("PostgreSQL runs", () => existsSync(path.join(dataDir, "postgres/postmaster.pid")));
    const pid = postmasterPid(dataDir);
    interruptGroup(started);
    expect(await started.ended).toBe(0);
    expect(isRunning(pid)).toBe(false);
  });

  it("fails with the reason when a part can never work, and leaves nothing behind", async () => {
    // An address of the documentation's own network, which no machine has.
    const started = start(dataDir, 0, { HOST: "192.0.2.1" });
    expect(await started.ended).toBe(1);
    expect(started.said()).toContain("EADDRNOTAVAIL");
    expect(started.said()).toContain("The server could not start");
    expect(existsSync(path.join(dataDir, "postgres/postmaster.pid"))).toBe(false);
  });
});

describe("server and indexer started apart", () => {
  it("share one PostgreSQL, which the last of them to end takes along", async () => {
    const environment = { DATA_DIR: dataDir, PORT: "0" };
    const [server, indexer] = [
      startScript("server/main.ts", environment),
      startScript("indexer/main.ts", environment),
    ];
    running.push(server, indexer);
    await Promise.all([server.untilSaid("listening"), indexer.untilSaid("taking jobs")]);
    const pid = postmasterPid(dataDir);
    server.child.kill("SIGTERM");
    expect(await server.ended).toBe(0);
    expect(isRunning(pid)).toBe(true);
    indexer.child.kill("SIGTERM");
    expect(await indexer.ended).toBe(0);
    expect(isRunning(pid)).toBe(false);
  });
});

describe.skipIf(process.getuid?.() !== 0)("started as root", () => {
  it("runs PostgreSQL as another account, also below a directory that is closed to it", async () => {
    const closed = path.join(dataDir, "closed");
    const started = start(path.join(closed, "data"), 0);
    const address = await addressOf(started);
    expect(statSync(dataDir).mode & 0o077).toBe(0);
    expect(statSync(path.join(closed, "data/postgres")).uid).not.toBe(0);
    await until("every part is up", () => isReady(address));
  });

  it("lets PostgreSQL's account see, too, that it may run the programs of a checkout below /root", () => {
    const closed = path.join(dataDir, "closed");
    mkdirSync(closed, { mode: 0o700 });
    const program = path.join(closed, "program");
    writeFileSync(program, "", { mode: 0o755 });
    // initdb looks for its programs with access(2), which by itself heeds no capabilities of an ordinary account.
    const look = `require("node:fs").accessSync(${JSON.stringify(program)}, require("node:fs").constants.X_OK)`;
    const account = accountForPostgres(path.join(dataDir, "none"));
    const { command } = commandAs(account, [process.execPath, "--eval", look], [closed]);
    const done = spawnSync(command[0] as string, command.slice(1), { encoding: "utf8" });
    expect(done.stderr).toBe("");
    expect(done.status).toBe(0);
  });

  it("lets an ordinary user run everything as that user", async ({ skip }) => {
    const nobody = 65534;
    const closed = listClosedAbove(import.meta.dirname);
    if (closed.length > 0) skip(`SKIPPED: an ordinary user cannot reach this checkout, because of ${closed}`);
    const own = path.join(dataDir, "own");
    mkdirSync(own);
    for (const directory of [dataDir, own]) chownSync(directory, nobody, nobody);
    const started = startScript(
      "test/start-up/start-without-web.ts",
      { DATA_DIR: own, PORT: "0", HOME: own },
      { uid: nobody },
    );
    running.push(started);
    const address = await addressOf(started);
    await until("every part is up", () => isReady(address));
    expect(statSync(path.join(own, "postgres")).uid).toBe(nobody);
    const pid = postmasterPid(own);
    started.child.kill("SIGTERM");
    expect(await started.ended).toBe(0);
    expect(isRunning(pid)).toBe(false);
  });
});
