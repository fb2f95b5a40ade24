import type { SearchIndex } from "../../../server/modules/search/index.ts";
import { buildDocument } from "./build-document.ts";

const atOnce = 500;

export interface FillTime {
  seconds: number;
  /** Of this process with all its threads, those of an embedded index among them. */
  cpuSeconds: number;
}

/** A stopwatch that runs only while the index works. */
const createStopwatch = () => {
  let [ms, cpuMicroseconds] = [0, 0];
  let started = { at: 0, cpu: process.cpuUsage() };
  return {
    start() {
      started = { at: performance.now(), cpu: process.cpuUsage() };
    },
    stop() {
      const { user, system } = process.cpuUsage(started.cpu);
      ms += performance.now() - started.at;
      cpuMicroseconds += user + system;
    },
    time: (): FillTime => ({ seconds: ms / 1000, cpuSeconds: cpuMicroseconds / 1_000_000 }),
  };
};

/**
 * Fills an index with the library and swaps it in. The time is the index's own: making up the texts is left out, because a
 * rebuild finds them extracted.
 */
export const fillIndex = async (
  index: SearchIndex,
  resources: number,
  onProgress: (count: number) => void = () => {},
): Promise<FillTime> => {
  const stopwatch = createStopwatch();
  stopwatch.start();
  await index.rebuild(async (put) => {
    for (let first = 0; first < resources; first += atOnce) {
      stopwatch.stop();
      const length = Math.min(atOnce, resources - first);
      const documents = Array.from({ length }, (_none, offset) => buildDocument(first + offset));
      stopwatch.start();
      await put(documents);
      onProgress(first + length);
    }
  });
  stopwatch.stop();
  return stopwatch.time();
};
