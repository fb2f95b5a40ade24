import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PlannedRow } from "../../server/modules/plans/index.ts";
import { measureProgress } from "../../server/modules/teaching/measure-progress.ts";

const dayOf = (index: number) =>
  new Date(Date.UTC(2026, 8, 1) + index * 86_400_000).toISOString().slice(0, 10);

/** Weeks one after the other, some with days off between them. */
const someWeeks = fc
  .array(fc.record({ off: fc.nat({ max: 9 }), length: fc.integer({ min: 1, max: 7 }) }), { maxLength: 12 })
  .map((parts) => {
    let at = 0;
    return parts.map(({ off, length }, index) => {
      const from = at + off;
      at = from + length;
      return { number: index + 1, from: dayOf(from), until: dayOf(at - 1) };
    });
  });
const someRows = fc.array(
  fc
    .record({
      id: fc.uuid(),
      first: fc.integer({ min: 1, max: 14 }),
      more: fc.nat({ max: 2 }),
      periods: fc.nat({ max: 6 }),
    })
    .map(
      ({ id, first, more, periods }) => ({ id, weeks: { first, last: first + more }, periods }) as PlannedRow,
    ),
  { maxLength: 20 },
);
const someDay = fc.nat({ max: 200 }).map(dayOf);
const someCase = fc.record({
  rows: someRows,
  weeks: someWeeks,
  today: someDay,
  picks: fc.infiniteStream(fc.boolean()),
});

type Case = typeof someCase extends fc.Arbitrary<infer Given> ? Given : never;
const taughtOf = ({ rows, picks }: Case) =>
  new Set<string>(rows.filter(() => picks.next().value).map(({ id }) => id));
const held = (check: (given: Case) => void) => fc.assert(fc.property(someCase, check), { numRuns: 400 });

describe("progress", () => {
  test("of a class that was taught just what is over is on schedule, and so with some of what is under way", () => {
    held(({ rows, weeks, today, picks }) => {
      const over = weeks.filter(({ until }) => until < today).length;
      const begun = weeks.filter(({ from }) => from <= today).length;
      const taught = rows.filter(
        (row) => row.weeks.last <= over || (row.weeks.first <= begun && picks.next().value),
      );
      const { difference } = measureProgress(rows, new Set(taught.map(({ id }) => id)), weeks, today);
      expect(difference).toBe(weeks.length > 0 ? 0 : null);
    });
  });

  test("is behind by all that is due where nothing was taught, and ahead by all that has not begun where everything was", () => {
    held(({ rows, weeks, today }) => {
      fc.pre(weeks.length > 0);
      const nothing = measureProgress(rows, new Set(), weeks, today);
      expect(nothing.difference).toBe(0 - nothing.due);
      const everything = measureProgress(rows, new Set(rows.map(({ id }) => id)), weeks, today);
      expect(everything.taught).toBe(everything.total);
      expect(everything.difference).toBe(everything.total - everything.due - everything.underWay);
    });
  });

  test("does not fall with a tick, nor rise by more than its periods, nor rise as days pass", () => {
    held((given) => {
      const { rows, weeks, today } = given;
      fc.pre(weeks.length > 0 && rows.length > 0);
      const taught = taughtOf(given);
      const before = measureProgress(rows, taught, weeks, today).difference as number;
      for (const { id, periods } of rows) {
        const gained =
          (measureProgress(rows, new Set([...taught, id]), weeks, today).difference as number) - before;
        expect(gained).toBeGreaterThanOrEqual(0);
        expect(gained).toBeLessThanOrEqual(taught.has(id) ? 0 : periods);
      }
      const later = measureProgress(rows, taught, weeks, dayOf(200)).difference as number;
      expect(later).toBeLessThanOrEqual(before);
    });
  });

  test("adds up, whatever the order of rows, and ticks of rows that the plan has no longer count for nothing", () => {
    held((given) => {
      const { rows, weeks, today } = given;
      const taught = taughtOf(given);
      const progress = measureProgress(rows, taught, weeks, today);
      expect(measureProgress(rows.toReversed(), new Set([...taught, "gone"]), weeks, today)).toEqual(
        progress,
      );
      expect(progress.due + progress.underWay).toBeLessThanOrEqual(progress.total);
      expect(Math.min(progress.due, progress.underWay, progress.taught)).toBeGreaterThanOrEqual(0);
    });
  });

  test("by example: two periods of the last week are missing, then one of the next is taught too early", () => {
    const rows = [1, 1, 2, 3].map((week, index) => ({
      id: `row${index}`,
      weeks: { first: week, last: week },
      periods: 2,
    })) as unknown as PlannedRow[];
    const weeks = [
      { number: 1, from: "2026-09-01", until: "2026-09-04" },
      { number: 2, from: "2026-09-07", until: "2026-09-11" },
      { number: 3, from: "2026-09-14", until: "2026-09-18" },
    ];
    const at = (taught: string[], today: string) => measureProgress(rows, new Set(taught), weeks, today);
    expect(at(["row0"], "2026-09-04")).toMatchObject({ due: 0, underWay: 4, taught: 2, difference: 0 });
    expect(at(["row0"], "2026-09-05")).toMatchObject({ due: 4, underWay: 0, taught: 2, difference: -2 });
    expect(at(["row0", "row1", "row2", "row3"], "2026-09-09")).toMatchObject({ difference: 2, total: 8 });
  });
});
