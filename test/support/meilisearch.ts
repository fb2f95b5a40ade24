import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface TestMeilisearch {
  url: string;
  apiKey: string;
  stop(): Promise<void>;
}

/** One of our own, which may be mistreated. */
export interface OwnMeilisearch extends TestMeilisearch {
  /** Dies at once, as by kill -9; what it has written stays. */
  kill(): Promise<void>;
  /** Comes back at the same address with what it had written. */
  comeBack(): Promise<void>;
  /** Does nothing at all until it goes on. */
  freeze(): void;
  goOn(): void;
}

const { MEILI_TEST_URL: givenUrl, MEILI_TEST_KEY: givenKey } = process.env;
const hasProgram = spawnSync("meilisearch", ["--version"]).status === 0;

/** Why there is none of our own; null where there is one. */
export const ownMeilisearchMissing: string | null = hasProgram ? null : "no meilisearch program on the PATH";

/** Why there is no Meilisearch to test against; null where there is one. */
export const meilisearchMissing: string | null =
  givenUrl || hasProgram ? null : "neither MEILI_TEST_URL nor a meilisearch program on the PATH";

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}

async function untilHealthy(url: string, process: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 300 && process.exitCode === null; attempt += 1) {
    const isHealthy = await fetch(`${url}/health`).then(
      (response) => response.ok,
      () => false,
    );
    if (isHealthy) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("meilisearch did not start");
}

/** A server on a free port with a database that goes with it. */
export async function startOwnMeilisearch(): Promise<OwnMeilisearch> {
  const directory = await mkdtemp(join(tmpdir(), "meilisearch-"));
  const [port, apiKey] = [await freePort(), "a-key-for-tests-only"];
  const url = `http://127.0.0.1:${port}`;
  const address = ["--http-addr", `127.0.0.1:${port}`, "--master-key", apiKey];
  const start = () =>
    spawn("meilisearch", [...address, "--no-analytics", "--db-path", join(directory, "db")], {
      cwd: directory,
      stdio: "ignore",
    });
  let program = start();
  const end = async (signal: "SIGTERM" | "SIGKILL") => {
    if (program.exitCode !== null || program.signalCode !== null) return;
    const ended = once(program, "exit");
    program.kill(signal);
    program.kill("SIGCONT");
    await ended;
  };
  const stop = async () => {
    await end("SIGTERM");
    await rm(directory, { recursive: true, force: true });
  };
  try {
    await untilHealthy(url, program);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    apiKey,
    stop,
    kill: () => end("SIGKILL"),
    async comeBack() {
      program = start();
      await untilHealthy(url, program);
    },
    freeze: () => void program.kill("SIGSTOP"),
    goOn: () => void program.kill("SIGCONT"),
  };
}

/** The server that the environment names, or one of our own. */
export const startMeilisearch = async (): Promise<TestMeilisearch> =>
  givenUrl ? { url: givenUrl, apiKey: givenKey ?? "", stop: async () => {} } : startOwnMeilisearch();
