import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { pidsOf, postmasterPid, type Started, startWithNpm } from "./start-system.ts";
import { isRunning } from "./until.ts";

// Two starts of a server, on machines that do other things too.
vi.setConfig({ testTimeout: 180_000 });

let dataDir: string;
let npm: Started;
beforeAll(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), "campus-commons-npm-"));
});
afterEach(async () => {
  try {
    signalGroup("SIGTERM");
  } catch {
    // all have ended
  }
  await npm.ended;
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const signalGroup = (signal: NodeJS.Signals) => process.kill(-(npm.child.pid as number), signal);

describe("npm run server", () => {
  it.each([
    ["SIGTERM, which npm alone is sent,", () => npm.child.kill("SIGTERM")],
    ["Ctrl-C, which the terminal sends to all and npm once more,", () => signalGroup("SIGINT")],
  ])("drains and ends at %s and with it all that it started", async (_signal, send) => {
    npm = startWithNpm("server", { DATA_DIR: dataDir, PORT: "0" });
    await npm.untilSaid("listening");
    const pids = [pidsOf(npm).server as number, postmasterPid(dataDir)];
    expect(pids.filter(isRunning)).toEqual(pids);
    const exited = once(npm.child, "exit");
    send();
    const [code] = await exited;
    expect(pids.filter(isRunning)).toEqual([]);
    expect(code).toBe(0);
    expect(npm.said()).toContain("draining");
  });
});
