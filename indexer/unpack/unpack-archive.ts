import { type ChildProcess, fork } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { FromUnpacker, ToUnpacker } from "./unpack-process.ts";
import {
  defaultUnpackLimits,
  type RefusalReason,
  type UnpackEvent,
  type UnpackLimits,
} from "./unpack-result.ts";

const entry = fileURLToPath(new URL("./unpack-process.ts", import.meta.url));

/** It gets no environment, and with it no secrets; it may read files, and write below its folder alone. */
const startChild = ({ heapMb, memoryMb }: UnpackLimits, folder: string): ChildProcess =>
  fork(entry, [String(memoryMb)], {
    execArgv: [
      `--max-old-space-size=${heapMb}`,
      "--permission",
      "--allow-fs-read=*",
      `--allow-fs-write=${folder}`,
      `--allow-fs-write=${folder}${path.sep}*`,
      "--allow-worker",
    ],
    env: {},
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });

const refused = (reason: RefusalReason): UnpackEvent => ({ kind: "archive-refused", path: "", reason });

/** The child's events one by one; a child that ended, is silent or works for too long ends them with the archive refused. */
async function* eventsOf(child: ChildProcess, { idleMs, workMs }: UnpackLimits): AsyncGenerator<UnpackEvent> {
  const waiting: FromUnpacker[] = [];
  let leftMs = workMs;
  let verdict: RefusalReason = "broken";
  let wake: () => void = () => {};
  let isEnded = false;
  const end = (): void => {
    isEnded = true;
    wake();
  };
  child.on("message", (event) => {
    waiting.push(event as FromUnpacker);
    wake();
  });
  child.once("exit", end);
  child.once("error", end);
  for (;;) {
    const event = waiting.shift();
    if (event?.kind === "end") return;
    if (event && event.kind !== "alive") {
      yield event;
      child.send({ kind: "go-on" } satisfies ToUnpacker, () => {});
    }
    if (event) continue;
    if (isEnded) return yield refused(verdict);
    const since = performance.now();
    const isLast = leftMs <= idleMs;
    const patience = setTimeout(
      () => {
        if (isLast) verdict = "timeout";
        child.kill("SIGKILL");
      },
      isLast ? Math.max(leftMs, 0) : idleMs,
    );
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
    clearTimeout(patience);
    leftMs -= performance.now() - since;
  }
}

/**
 * What is in a zip file, with what is in those within it, as it is unpacked: one file at a time lies on this machine until
 * the next event is asked for. Never throws at what the archive holds: refusals are events. In a process of its own, which
 * is bounded in time, memory and what it writes.
 */
export async function* unpackArchive(
  archive: string,
  options: { limits?: Partial<UnpackLimits>; isListing?: boolean } = {},
): AsyncGenerator<UnpackEvent> {
  const limits = { ...defaultUnpackLimits, ...options.limits };
  await mkdir(tmpdir(), { recursive: true });
  const folder = await mkdtemp(path.join(tmpdir(), "campus-commons-unpack-"));
  const child = startChild(limits, folder);
  try {
    const { isListing = false } = options;
    const begin: ToUnpacker = { kind: "unpack", archive: path.resolve(archive), folder, limits, isListing };
    child.send(begin, () => {});
    yield* eventsOf(child, limits);
  } finally {
    child.kill("SIGKILL");
    await rm(folder, { recursive: true, force: true });
  }
}
