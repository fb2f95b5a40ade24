import { lstat, mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Unavailable } from "../../server/errors.ts";
import { type ReaderProcess, startReader } from "../start-reader.ts";
import type { FromUnpacker, ToUnpacker } from "./unpack-process.ts";
import {
  defaultUnpackLimits,
  type RefusalReason,
  type UnpackEvent,
  type UnpackLimits,
} from "./unpack-result.ts";

const entry = new URL("./unpack-process.ts", import.meta.url);

/** It may write below its folder, and nowhere else. */
const startChild = (archive: string, folder: string, { heapMb, memoryMb }: UnpackLimits): ReaderProcess =>
  startReader(entry, {
    heapMb,
    args: [memoryMb],
    reads: [archive],
    writes: [folder],
  });

const refused = (reason: RefusalReason): UnpackEvent => ({ kind: "archive-refused", path: "", reason });

/** Its process may have been taken over by the archive: what it hands over is a file that it has written itself. */
const isOwn = async (place: string, folder: string): Promise<boolean> => {
  const isFile = await lstat(place).then(
    (found) => found.isFile(),
    () => false,
  );
  return isFile && (await realpath(place)).startsWith(`${await realpath(folder)}${path.sep}`);
};

const unavailable = (what: string): Unavailable =>
  new Unavailable("unpack.unavailable", `Unpacking could not go on: ${what}.`);

/**
 * The child's events one by one; a child that ended, is silent or works for too long ends them with the archive refused. One
 * that did not start, or was killed from outside (by an operator, or by a kernel short of memory), says nothing of it. What it hands
 * over lies in the folder; null where it only tells what there is.
 */
export async function* eventsOf(
  child: ReaderProcess,
  folder: string | null,
  { idleMs, workMs }: UnpackLimits,
): AsyncGenerator<UnpackEvent> {
  const waiting: FromUnpacker[] = [];
  let leftMs = workMs;
  let stoppedFor: RefusalReason | null = null;
  let ended = null as RefusalReason | Unavailable | null;
  let wake: () => void = () => {};
  const end = (how: RefusalReason | Unavailable): void => {
    ended = how;
    wake();
  };
  child.on("message", (event) => {
    waiting.push(event as FromUnpacker);
    wake();
  });
  child.once("exit", (_code, signal) => {
    const isForeign = signal === "SIGKILL" && stoppedFor === null;
    end(isForeign ? unavailable("its process was killed") : (stoppedFor ?? "broken"));
  });
  child.once("error", ({ message }) => end(unavailable(message)));
  for (;;) {
    const event = waiting.shift();
    if (event?.kind === "end") return;
    if (event?.kind === "trouble") throw unavailable(event.message);
    if (event?.kind === "file" && folder !== null && !(await isOwn(event.place, folder)))
      return yield refused("broken");
    if (event && event.kind !== "alive") {
      yield event;
      child.send({ kind: "go-on" } satisfies ToUnpacker, () => {});
    }
    if (event) continue;
    if (ended instanceof Unavailable) throw ended;
    if (ended) return yield refused(ended);
    const since = performance.now();
    const isLast = leftMs <= idleMs;
    const patience = setTimeout(
      () => {
        stoppedFor = isLast ? "timeout" : "broken";
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
 * the next event is asked for. Never throws at what the archive holds: refusals are events. Throws Unavailable where the
 * machine did not let it go on. In a process of its own, which is bounded in time, memory and what it writes.
 */
export async function* unpackArchive(
  archive: string,
  options: { limits?: Partial<UnpackLimits>; isListing?: boolean } = {},
): AsyncGenerator<UnpackEvent> {
  const limits = { ...defaultUnpackLimits, ...options.limits };
  await mkdir(tmpdir(), { recursive: true });
  const folder = await mkdtemp(path.join(tmpdir(), "campus-commons-unpack-"));
  let child: ReaderProcess | undefined;
  try {
    const file = path.resolve(archive);
    child = startChild(file, folder, limits);
    const { isListing = false } = options;
    const begin: ToUnpacker = { kind: "unpack", archive: file, folder, limits, isListing };
    child.send(begin, () => {});
    yield* eventsOf(child, isListing ? null : folder, limits);
  } finally {
    child?.kill("SIGKILL");
    await rm(folder, { recursive: true, force: true });
  }
}
