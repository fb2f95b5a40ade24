import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { forgetSockets, socketDirectoryOf } from "./postgres-socket.ts";
import { type Account, commandAs } from "./run-as.ts";

/** PostgreSQL's first process: the one that listens, and that is asked to stop. */
export interface Postmaster {
  pid: number;
  port: number;
  /** False where only its notes are left: it was killed. */
  isRunning: boolean;
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
};

/** After a crash of the machine, or in a new container, the noted number may be a stranger's. */
const isPostgres = (pid: number): boolean => {
  const commandLine = `/proc/${pid}/cmdline`;
  if (!existsSync(commandLine)) return true; // no such file system here, or closed to us
  const program = readFileSync(commandLine, "utf8").split("\0")[0] ?? "";
  return path.basename(program).startsWith("postgres");
};

/** What PostgreSQL itself notes while it runs: line 1 its process id, line 4 its port. */
export const findPostmaster = (directory: string): Postmaster | null => {
  const file = path.join(directory, "postmaster.pid");
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, "utf8").split("\n");
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return { pid, port, isRunning: pid > 0 && isAlive(pid) && isPostgres(pid) };
};

/** Only PostgreSQL's own start could tell apart a stranger with the noted process id, and it does not. */
export const forgetPostmaster = (directory: string): void => {
  rmSync(path.join(directory, "postmaster.pid"), { force: true });
  forgetSockets(directory);
};

const settingsFor = (directory: string): string[] => [
  "listen_addresses=127.0.0.1",
  `unix_socket_directories=${socketDirectoryOf(directory) ? "." : ""}`,
  "max_connections=120",
  "wal_compression=on",
];

/** Starts it in a session of its own: Ctrl-C reaches every process of a terminal, and PostgreSQL has to be the last to go. */
export const launchPostmaster = (
  directory: string,
  port: number,
  account: Account | null,
  program: string,
): { hasEnded(): boolean } => {
  const options = settingsFor(directory).flatMap((setting) => ["-c", setting]);
  const line = [program, "-D", directory, "-p", String(port), ...options];
  const run = commandAs(account, line, [path.dirname(directory), path.dirname(program)]);
  const log = openSync(`${directory}.log`, "a");
  let ended = false;
  const child = spawn(run.command[0] as string, run.command.slice(1), {
    stdio: ["ignore", log, log],
    detached: true,
    ...run.account,
  });
  child.once("error", () => {
    ended = true;
  });
  child.once("exit", () => {
    ended = true;
  });
  child.unref();
  closeSync(log);
  return { hasEnded: () => ended };
};
