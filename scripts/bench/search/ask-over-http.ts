import { startProcess } from "../start-process.ts";

/** How long one took, from the request to the answer's last byte, and what it said. */
export interface Answer {
  ms: number;
  /** The engine did not answer, the database did. */
  isDegraded: boolean;
  isEmpty: boolean;
}

export interface ToAsk {
  address: string;
  cookie: string;
  paths: readonly string[];
  connections: number;
}

export type AskedAll = { answers: Answer[]; seconds: number } | { failure: string };

/**
 * Asks each of these once over so many connections, the next when one is answered; the answers are in the order of the paths. Any
 * answer but 200 throws. The asker is a process of its own that holds nothing else: in one with a large heap, collecting what
 * answers leave behind took half a millisecond of processor time each, on the cores that are measured.
 */
export const askAll = async (
  { address, cookie }: { address: string; cookie: string },
  paths: readonly string[],
  connections: number,
): Promise<{ answers: Answer[]; seconds: number }> => {
  const asker = await startProcess("scripts/bench/search/asker.ts");
  try {
    const answer = asker.nextMessage();
    asker.send({ address, cookie, paths, connections } satisfies ToAsk);
    const asked = (await answer) as AskedAll;
    if ("failure" in asked) throw new Error(asked.failure);
    return asked;
  } finally {
    await asker.stop();
  }
};
