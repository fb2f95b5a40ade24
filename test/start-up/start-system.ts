import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");

export interface Started {
  child: ChildProcess;
  /** All that it and its parts have printed so far. */
  said(): string;
  /** Resolves once the text was printed; fails if the process ends before. */
  untilSaid(text: string | RegExp): Promise<RegExpMatchArray>;
  /** Its exit code once it and all that write where it wrote have ended, null after a signal: then all has been read. */
  ended: Promise<number | null>;
}

const matchOf = (text: string, wanted: string | RegExp): RegExpMatchArray | null =>
  typeof wanted === "string" ? (text.includes(wanted) ? [wanted] : null) : text.match(wanted);

interface StartOptions {
  arguments?: string[];
  uid?: number;
  cwd?: string | undefined;
}

/** Runs a command as a process of its own, in a group of its own as a shell would. */
const startCommand = (
  command: string,
  line: string[],
  environment: Record<string, string>,
  options: StartOptions = {},
): Started => {
  const { PATH = "", HOME = "/", TMPDIR = "/tmp", NODE_COMPILE_CACHE = "" } = process.env;
  const child = spawn(command, line, {
    env: { PATH, HOME, TMPDIR, NODE_COMPILE_CACHE, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
    cwd: options.cwd ?? root,
    ...(options.uid ? { uid: options.uid, gid: options.uid } : {}),
  });
  let text = "";
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      for (const listen of listeners) listen();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));
  const untilSaid = (wanted: string | RegExp): Promise<RegExpMatchArray> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const match = matchOf(text, wanted);
        if (!match) return;
        listeners.delete(look);
        resolve(match);
      };
      listeners.add(look);
      look();
      void ended.then(() => reject(new Error(`it ended without saying ${wanted}:\n${text}`)));
    });
  return { child, said: () => text, untilSaid, ended };
};

/** Runs a script of the project. */
export const startScript = (
  script: string,
  environment: Record<string, string>,
  options: StartOptions = {},
): Started =>
  startCommand(
    process.execPath,
    [path.join(root, script), ...(options.arguments ?? [])],
    environment,
    options,
  );

/** Runs what package.json has under this name, as people and services do. */
export const startWithNpm = (name: string, environment: Record<string, string>): Started =>
  startCommand("npm", ["run", name], { npm_config_update_notifier: "false", ...environment });

/** The whole product, but for building the web client, on a data directory; `port` 0 lets it choose one. */
export const startSystem = (
  dataDir: string,
  port: number,
  environment: Record<string, string> = {},
): Started =>
  startScript("test/start-up/start-without-web.ts", {
    DATA_DIR: dataDir,
    PORT: String(port),
    ...environment,
  });

/** Ids of the running processes by their part's name, as their log lines give them; the latest start of each. */
export const pidsOf = (started: Started): Record<string, number> => {
  const pids: Record<string, number> = { start: started.child.pid as number };
  for (const line of started.said().split("\n")) {
    if (!line.startsWith("{")) continue;
    const { pid, name } = JSON.parse(line) as { pid: number; name: string };
    pids[name] = pid;
  }
  return pids;
};

export const postmasterPid = (dataDir: string): number =>
  Number(readFileSync(path.join(dataDir, "postgres/postmaster.pid"), "utf8").split("\n")[0]);
