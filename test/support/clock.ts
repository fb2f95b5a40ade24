import type { Clock } from "../../server/clock.ts";

/** A clock that stands until it is moved. */
export interface TestClock extends Clock {
  set(instant: string | Date): void;
  advance(ms: number): void;
}

export const createTestClock = (start: Date = new Date()): TestClock => {
  let now = start;
  return {
    now: () => now,
    set: (instant) => {
      now = new Date(instant);
    },
    advance: (ms) => {
      now = new Date(now.getTime() + ms);
    },
  };
};
