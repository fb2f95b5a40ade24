import { setPriority } from "node:os";
import type { PageWords } from "../../server/modules/resources/index.ts";
import { neverStarted, type ReaderProcess, startReader } from "../start-reader.ts";
import type { DrawingOrder } from "./drawing-order.ts";
import { type DrawnPage, noPreview, type PreviewResult } from "./preview-result.ts";
import { readMessage } from "./read-message.ts";

const entry = new URL("./drawing-process.ts", import.meta.url);
/** Whoever waits for text is served first: of two processes that want a processor, the one that draws gets a tenth. */
const lowPriority = 10;
/**
 * What glibc takes into account: without them each thread keeps what it has freed of pages' pixels, some 100 MB after a
 * few. What lies at the end is given back from 32 MB on; sooner costs a tenth more processor time.
 */
const memoryHabits = { MALLOC_ARENA_MAX: "2", MALLOC_TRIM_THRESHOLD_: String(32 * 2 ** 20) };

/** What draws is native code, which a reader's permissions do not hold back: so it is a process for each file. */
function startChild({ path, limits }: DrawingOrder): ReaderProcess {
  const { heapMb, memoryMb, timeMs } = limits;
  const child = startReader(entry, {
    heapMb,
    args: [memoryMb, timeMs],
    reads: [path],
    nodeOptions: ["--max-semi-space-size=4", "--allow-addons"],
    // The library that draws looks for fonts at home too, and fails where there is none.
    environment: { ...memoryHabits, HOME: "/" },
  });
  try {
    if (child.pid !== undefined) setPriority(child.pid, lowPriority);
  } catch {
    // It has ended already, which its exit tells.
  }
  return child;
}

/** SIGUSR2 and SIGXCPU come from guard-process.ts; V8 aborts when the heap is full. */
const resultOfExit = (code: number | null, signal: NodeJS.Signals | null): PreviewResult | null => {
  // Ended from outside (by an operator, or by a kernel short of memory), which says little about the file.
  if (signal === "SIGKILL" || neverStarted(code)) return null;
  if (signal === "SIGXCPU") return noPreview("timeout");
  const isMemory = signal === "SIGUSR2" || signal === "SIGABRT" || code === 134;
  return noPreview(isMemory ? "out-of-memory" : "broken", `drawing process ended: ${signal ?? code}`);
};

export interface Keeper {
  /** Answers whether the next page is to be drawn. */
  add(page: DrawnPage): Promise<boolean>;
  addWords(words: PageWords): void;
}

/** A process that was killed from outside, and one that ended over the words of a page whose pictures are kept. */
type Ended = PreviewResult | "killed" | "reading-words";

async function drawOnce(order: DrawingOrder, keeper: Keeper, signal: AbortSignal): Promise<Ended> {
  signal.throwIfAborted();
  const child = startChild(order);
  const { promise, resolve, reject } = Promise.withResolvers<Ended>();
  const giveUp = () => reject(signal.reason);
  signal.addEventListener("abort", giveUp, { once: true });
  let keeping = Promise.resolve();
  let isReading = false;
  child.on("message", (said) => {
    const message = readMessage(said);
    isReading = false;
    if (!message) return resolve(noPreview("broken", "the drawing process says what none of ours does"));
    if ("result" in message) return resolve(message.result);
    if ("words" in message) return keeper.addWords(message.words);
    keeping = keeper.add(message.drawn).then((wantsMore) => {
      isReading = order.readsWords;
      if (wantsMore) child.send("next", () => {});
      else resolve(noPreview("too-large", "no room for more pictures"));
    }, reject);
  });
  child.on("exit", (code, signal) => {
    const result = resultOfExit(code, signal) ?? "killed";
    resolve(isReading && result !== "killed" ? "reading-words" : result);
  });
  child.on("error", reject);
  child.send(order, (error) => {
    if (error) resolve(noPreview("broken", String(error)));
  });
  try {
    return await promise;
  } finally {
    signal.removeEventListener("abort", giveUp);
    child.kill("SIGKILL");
    // Whoever goes on with the file begins after what is being kept.
    await keeping;
  }
}

/**
 * Draws one file in a process of its own, in another where that was killed from outside, and in one that reads no words where
 * that was too much, until the signal gives it up. The keeper is given each page once. Always resolves, but for the keeper's
 * own errors and the signal's reason.
 */
export async function drawFile(
  order: DrawingOrder,
  keeper: Keeper,
  signal: AbortSignal,
): Promise<PreviewResult> {
  let lastPage = order.firstPage - 1;
  const newPages: Keeper = {
    async add(drawn) {
      if (drawn.page <= lastPage) return true;
      lastPage = drawn.page;
      return keeper.add(drawn);
    },
    addWords: (words) => keeper.addWords(words),
  };
  let { readsWords } = order;
  for (let kills = 0; kills < 2; ) {
    const ended = await drawOnce({ ...order, readsWords, firstPage: lastPage + 1 }, newPages, signal);
    if (ended === "killed") kills += 1;
    else if (ended === "reading-words") readsWords = false;
    else return ended;
  }
  return noPreview("out-of-memory", "drawing process was killed twice");
}
