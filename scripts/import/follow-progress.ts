import type { Expected } from "./count-source.ts";
import { estimateMs, type Measured, measure, nothingMeasured, type Work } from "./estimate-remaining.ts";
import type { FileReport } from "./import-drafts.ts";

export interface Progress {
  done: Work;
  all: Work;
  /** Null while too little was seen to tell. */
  remainingMs: number | null;
}

/** Shorter stretches say little: the files of a draft are reported together, when its last has come. */
const leastMs = 500;
/** Before, an estimate would be a guess. */
const enoughMs = 2000;

const sumOf = (expected: Iterable<Expected>, isKnown: boolean): Work => {
  const work = { files: 0, bytes: 0 };
  for (const one of expected) {
    if (one.isKnown !== isKnown) continue;
    work.files += 1;
    work.bytes += one.bytes;
  }
  return work;
};

/** What one kind of file has cost. What is known already is only read again: its pace says nothing of what is to be sent. */
const watchPace = () => {
  let measured: Measured = nothingMeasured;
  let open = { files: 0, bytes: 0, ms: 0 };
  const all = () => (open.ms > 0 ? measure(measured, open, open.ms) : measured);
  return {
    all,
    add(bytes: number, ms: number) {
      open = { files: open.files + 1, bytes: open.bytes + bytes, ms: open.ms + ms };
      if (open.ms < leastMs) return;
      measured = all();
      open = { files: 0, bytes: 0, ms: 0 };
    },
  };
};

/** How far an import is, of what was counted before it. Times in milliseconds of any one clock. */
export const followProgress = (expected: ReadonlyMap<string, Expected>, startedAt: number) => {
  const coming = new Map(expected);
  const left = {
    known: sumOf(coming.values(), true),
    fresh: sumOf(coming.values(), false),
  };
  const pace = { known: watchPace(), fresh: watchPace() };
  const done = { files: 0, bytes: 0 };
  let inFlight = 0;
  let last = startedAt;

  const take = (path: string): number => {
    const { bytes = 0, isKnown = false } = coming.get(path) ?? {};
    if (!coming.delete(path)) return 0;
    const kind = isKnown ? left.known : left.fresh;
    kind.files -= 1;
    kind.bytes -= bytes;
    return bytes;
  };
  return {
    /** Files that this person has imported before, as far as their names tell, and that are still to come. */
    known: (): Work => ({ ...left.known }),
    /** Bytes of a file that is on its way. */
    sent(bytes: number) {
      inFlight += bytes;
    },
    /** An archive broke off: what it still held does not come. */
    lost(archive: string) {
      for (const path of coming.keys()) if (path.startsWith(`${archive}/`)) take(path);
    },
    add({ path, outcome }: Pick<FileReport, "path" | "outcome">, at: number) {
      if (outcome === "left-out" && !coming.has(path)) return;
      const bytes = take(path);
      if (outcome !== "already") inFlight = Math.max(0, inFlight - bytes);
      done.files += 1;
      done.bytes += bytes;
      pace[outcome === "already" ? "known" : "fresh"].add(bytes, at - last);
      last = at;
    },
    state(): Progress {
      const all = {
        files: done.files + left.known.files + left.fresh.files,
        bytes: done.bytes + left.known.bytes + left.fresh.bytes,
      };
      const bytes = Math.min(done.bytes + inFlight, all.bytes);
      const [known, fresh] = [pace.known.all(), pace.fresh.all()];
      const toSend = { files: left.fresh.files, bytes: Math.max(0, left.fresh.bytes - inFlight) };
      // Where none was read again yet, that takes no longer than sending it would.
      const readMs = estimateMs(known, left.known) ?? estimateMs(fresh, left.known);
      const sendMs = estimateMs(fresh, toSend);
      const isTold = readMs !== null && sendMs !== null && known.ms + fresh.ms >= enoughMs;
      return { done: { files: done.files, bytes }, all, remainingMs: isTold ? readMs + sendMs : null };
    },
  };
};
