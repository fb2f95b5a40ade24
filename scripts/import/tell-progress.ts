import type { Work } from "./estimate-remaining.ts";
import type { Progress } from "./follow-progress.ts";

const units = ["bytes", "kB", "MB", "GB", "TB"];

const bytesInWords = (bytes: number): string => {
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  const size = bytes / 1000 ** step;
  return `${size < 10 && step > 0 ? size.toFixed(1) : Math.round(size)} ${units[step]}`;
};

/** In round words: to the second nobody can tell. */
const timeInWords = (ms: number | null): string => {
  if (ms === null) return "time left not known yet";
  const minutes = Math.ceil(ms / 60_000);
  if (minutes >= 90) return `about ${Math.round(minutes / 60)} hours left`;
  return minutes <= 1 ? "less than a minute left" : `about ${minutes} minutes left`;
};

export const progressInWords = ({ done, all, remainingMs }: Progress): string => {
  const counts = `${done.files} of ${all.files} files, ${bytesInWords(done.bytes)} of ${bytesInWords(all.bytes)}`;
  return done.files < all.files ? `${counts}, ${timeInWords(remainingMs)}` : counts;
};

export const foundInWords = ({ all, known }: { all: Work; known: Work }): string => {
  const found = `Found ${all.files} files, ${bytesInWords(all.bytes)}`;
  return known.files > 0 ? `${found}; ${known.files} of them were imported before.` : `${found}.`;
};

export interface Output {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

const liveEveryMs = 200;
const lineEveryMs = 10_000;
/** A line for so many files, or for each hundredth of them where they are more. */
const leastStep = 25;

/**
 * Tells of it on a terminal in one line that changes, elsewhere in lines of their own, now and then. Times in
 * milliseconds of any one clock.
 */
export const tellProgress = (
  output: Output,
  { state, words, startedAt }: { state: () => Progress; words: () => string; startedAt: number },
) => {
  let toldAt = startedAt;
  let toldFiles = 0;
  const clear = () => {
    if (output.isTTY) output.write("\r\u001b[K");
  };
  return {
    /** Something has moved. */
    move(at: number) {
      if (output.isTTY) {
        if (at - toldAt < liveEveryMs) return;
        toldAt = at;
        clear();
        output.write(progressInWords(state()).slice(0, (output.columns ?? 80) - 1));
        return;
      }
      const progress = state();
      const step = Math.max(leastStep, Math.ceil(progress.all.files / 100));
      if (progress.done.files - toldFiles < step && at - toldAt < lineEveryMs) return;
      toldAt = at;
      toldFiles = progress.done.files;
      output.write(`${progressInWords(progress)}: ${words()}\n`);
    },
    end: clear,
  };
};
