import { Writable } from "node:stream";
import type { RequestHandler, Response } from "express";

/** Whoever waits for the beginning of an answer goes before those whose answer is only to go on. */
export interface RightOfWay {
  /** Counts those who wait. */
  count: RequestHandler;
  /** Of an answer that has begun and takes long: nobody waits for it any more. */
  begun(response: Response): void;
  /**
   * Passes what is written into it on to `response`: 256 KiB at once, and as much again each time that nobody waits,
   * after `mostWaitMs` in any case. Ends and closes with the response.
   */
  giveWay(response: Response): Writable;
}

/** What may follow at once upon a chunk for which a stream has waited: sources differ in how much they give at a time. */
const turnBytes = 256 * 1024;

/** Whoever still sends comes as slowly as their line, and whoever receives as slowly as theirs: they wait for nobody. */
const waits = (response: Response): boolean => response.req.complete && !response.headersSent;

export const createRightOfWay = (mostWaitMs: number): RightOfWay => {
  const waiting = new Set<Response>();
  const held = new Set<() => void>();
  const isWaitedFor = (): boolean => [...waiting].some(waits);
  const letOn = (): void => {
    if (!isWaitedFor()) for (const go of held) go();
  };
  const begun = (response: Response): void => {
    // Later in this turn, so that who has come meanwhile is counted first.
    if (waiting.delete(response) && held.size > 0) setImmediate(letOn);
  };
  const whenNobodyWaits = (act: () => void): void => {
    if (!isWaitedFor()) {
      act();
      return;
    }
    const go = (): void => {
      clearTimeout(timer);
      held.delete(go);
      act();
    };
    const timer = setTimeout(go, mostWaitMs);
    held.add(go);
  };
  return {
    count(_request, response, next) {
      waiting.add(response);
      response.once("close", () => begun(response));
      next();
    },
    begun,
    giveWay(response) {
      let leftOfTurn = turnBytes;
      const stream = new Writable({
        highWaterMark: 1,
        write(chunk: Buffer, _encoding, done) {
          const pass = (): void => {
            if (!stream.destroyed) response.write(chunk, done);
          };
          const isMyTurn = leftOfTurn > 0;
          leftOfTurn = (isMyTurn ? leftOfTurn : turnBytes) - chunk.length;
          if (isMyTurn) pass();
          else whenNobodyWaits(pass);
          begun(response);
        },
        final(done) {
          response.end(done);
        },
      });
      stream.on("error", () => {}); // it comes back with the write that failed
      response.on("error", (error) => void stream.destroy(error));
      response.once("close", () => void stream.destroy());
      if (response.destroyed) stream.destroy();
      return stream;
    },
  };
};

/** One for the process, because what its requests wait for is its one event loop. */
export const rightOfWay = createRightOfWay(10);
