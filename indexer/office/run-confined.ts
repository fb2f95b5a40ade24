import { execFile, spawn } from "node:child_process";
import { readdir, readFile, statfs } from "node:fs/promises";
import { promisify } from "node:util";
import { OutOfStorage } from "../../server/errors.ts";
import { searchPath } from "../leave-network.ts";
import { canShutIn, homeOf, shutIn } from "../shut-in.ts";

const run = promisify(execFile);

const memoryCheckMs = 100;
/** With less left on the disk of temporary files, what a program says or writes there tells nothing of the file. */
const leastRoomBytes = 32_000_000;

/** A signal with the reason why a process was ended by us. */
export type ConfinedOutcome =
  | { ended: "exit"; code: number | null; output: string }
  | { ended: "timeout" | "out-of-memory" | "aborted" };

export interface ConfinedCommand {
  program: string;
  args: string[];
  /** Its home, working and temporary folder. */
  folder: string;
  timeMs: number;
  memoryMb: number;
  maxFileBytes: number;
  /** Whether it is started without network and without sight of other files than these, where the system allows that. */
  inNamespace: boolean;
  /** Files that it is to read, beside its folder. */
  reads?: readonly string[];
  /** Folders that it is to write to, beside its own. */
  writes?: readonly string[];
  signal: AbortSignal;
}

const works = (command: string[]): Promise<boolean> =>
  run(command[0] as string, [...command.slice(1), "true"], { env: { PATH: searchPath } }).then(
    () => true,
    () => false,
  );

async function firstThatWorks(...commands: string[][]): Promise<string[]> {
  for (const command of commands) if (await works(command)) return command;
  return [];
}

/** Limits that the kernel holds, and an end even where this process is killed and cannot keep the time. */
async function confinement(command: ConfinedCommand): Promise<string[]> {
  const { timeMs, maxFileBytes, program, folder, reads = [], writes = [] } = command;
  const limits = ["prlimit", "--core=0", `--fsize=${maxFileBytes}`, `--as=${4 * 2 ** 30}`];
  // All go with the first where they are apart; else they are its group.
  const isApart = command.inNamespace && canShutIn(true);
  const timer = [
    "timeout",
    ...(isApart ? ["--foreground"] : []),
    "--signal=KILL",
    `${Math.ceil(timeMs / 1000) + 5}`,
  ];
  const isolation = command.inNamespace
    ? shutIn({ reads: [...homeOf(program), ...reads], writes: [folder, ...writes], starts: true })
    : [];
  return [...isolation, ...(await firstThatWorks(limits)), ...(await firstThatWorks(timer))];
}

/** Resident bytes of all processes of a group; 0 where the system has no /proc. */
async function residentBytesOf(group: number): Promise<number> {
  const names = await readdir("/proc").catch(() => []);
  const sizes = await Promise.all(
    names
      .filter((name) => /^\d+$/.test(name))
      .map(async (name) => {
        const status = await readFile(`/proc/${name}/status`, "latin1").catch(() => "");
        if (Number(/^NSpgid:\t(\d+)/m.exec(status)?.[1]) !== group) return 0;
        return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
      }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function needRoom(folder: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < leastRoomBytes)
    throw new OutOfStorage("storage.full", "There is no room left for temporary files.");
}

/**
 * Runs a program on hostile input: as a process group of its own that is killed as a whole when it outgrows its time or
 * memory or is given up, with no environment of ours, and with no network and no sight of other files where the system lets us take them away. The
 * first 10 000 characters of what it prints are the output. Rejects where it cannot be started, and with OutOfStorage where
 * the disk of its folder is full before or afterwards.
 */
export async function runConfined(command: ConfinedCommand): Promise<ConfinedOutcome> {
  const { folder, timeMs, memoryMb, signal } = command;
  await needRoom(folder);
  const [program, ...args] = [...(await confinement(command)), command.program, ...command.args];
  const { promise, resolve, reject } = Promise.withResolvers<ConfinedOutcome>();
  const child = spawn(program as string, args, {
    cwd: folder,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: searchPath,
      HOME: folder,
      TMPDIR: folder,
      LC_ALL: "C.UTF-8",
      SAL_USE_VCLPLUGIN: "svp",
      OMP_THREAD_LIMIT: "1",
    },
  });
  const killGroup = () => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch {
      // It has ended by itself meanwhile.
    }
  };
  let verdict: ConfinedOutcome | undefined;
  const end = (ended: "timeout" | "out-of-memory" | "aborted") => {
    verdict ??= { ended };
    killGroup();
  };
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      if (output.length < 10_000) output += chunk.toString();
    });
  const timer = setTimeout(end, timeMs, "timeout");
  const watch = setInterval(async () => {
    if ((await residentBytesOf(child.pid ?? 0)) > memoryMb * 2 ** 20) end("out-of-memory");
  }, memoryCheckMs);
  const giveUp = () => end("aborted");
  signal.addEventListener("abort", giveUp, { once: true });
  if (signal.aborted) giveUp();
  child.once("error", reject);
  child.once("close", (code) => resolve(verdict ?? { ended: "exit", code, output }));
  try {
    const outcome = await promise;
    await needRoom(folder);
    return outcome;
  } finally {
    clearTimeout(timer);
    clearInterval(watch);
    signal.removeEventListener("abort", giveUp);
    // Whatever it left running goes with it.
    killGroup();
  }
}
