import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  estimateMs,
  type Measured,
  measure,
  nothingMeasured,
  type Work,
} from "../../scripts/import/estimate-remaining.ts";
import { followProgress } from "../../scripts/import/follow-progress.ts";
import { type Output, progressInWords, tellProgress } from "../../scripts/import/tell-progress.ts";

const measuredOf = (works: (Work & { ms: number })[]) =>
  works.reduce<Measured>((known, { ms, ...work }) => measure(known, work, ms), nothingMeasured);

describe("the time that is left of an import", () => {
  const work = fc.record({ files: fc.integer({ min: 1, max: 50 }), bytes: fc.integer({ min: 0, max: 1e9 }) });
  const cost = fc.integer({ min: 0, max: 2000 });

  it("is told exactly where each file costs the same, and each byte", () => {
    fc.assert(
      fc.property(fc.array(work, { minLength: 1 }), cost, cost, work, (seen, file, kilobyte, rest) => {
        const msOf = ({ files, bytes }: Work) => file * files + (kilobyte / 1e6) * bytes;
        const [small, large] = [
          { files: 20, bytes: 1000 },
          { files: 1, bytes: 500_000_000 },
        ];
        const measured = measuredOf([small, large, ...seen].map((one) => ({ ...one, ms: msOf(one) })));
        const told = estimateMs(measured, rest) as number;
        expect(Math.abs(told - msOf(rest))).toBeLessThan(1 + msOf(rest) / 1000);
      }),
    );
  });

  it("is never negative, whatever was measured", () => {
    const seen = fc.array(fc.record({ work, ms: fc.integer({ min: 0, max: 1e6 }) }), { minLength: 1 });
    fc.assert(
      fc.property(seen, work, (all, rest) => {
        const measured = measuredOf(all.map(({ work, ms }) => ({ ...work, ms })));
        expect(estimateMs(measured, rest)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it("is nothing for nothing, and not known before anything was measured", () => {
    expect(estimateMs(nothingMeasured, { files: 0, bytes: 0 })).toBe(0);
    expect(estimateMs(nothingMeasured, { files: 1, bytes: 5 })).toBeNull();
  });
});

describe("how far an import is", () => {
  const filesOf = (names: string[], bytes: number, isKnown = false) =>
    names.map((name): [string, { bytes: number; isKnown: boolean }] => [name, { bytes, isKnown }]);
  const numbered = (count: number, prefix = "") =>
    Array.from({ length: count }, (_, index) => `${prefix}${index}`);

  it("does not take the pace of what was imported before for that of what is to be sent", () => {
    const known = numbered(100, "旧");
    const fresh = numbered(10, "新");
    const progress = followProgress(new Map([...filesOf(known, 1000, true), ...filesOf(fresh, 1000)]), 0);
    let now = 0;
    for (const path of known) {
      now += 100;
      progress.add({ path, outcome: "already" }, now);
    }
    expect(progress.state()).toMatchObject({ done: { files: 100, bytes: 100_000 }, remainingMs: null });
    for (const path of fresh.slice(0, 5)) {
      now += 3000;
      progress.add({ path, outcome: "imported" }, now);
    }
    expect(progress.state()).toEqual({
      done: { files: 105, bytes: 105_000 },
      all: { files: 110, bytes: 110_000 },
      remainingMs: 15_000,
    });
  });

  it("counts the bytes of a file that is on its way", () => {
    const progress = followProgress(new Map(filesOf(["影片"], 1000)), 0);
    progress.sent(400);
    expect(progress.state().done).toEqual({ files: 0, bytes: 400 });
    progress.sent(600);
    progress.add({ path: "影片", outcome: "imported" }, 5000);
    expect(progress.state()).toMatchObject({ done: { files: 1, bytes: 1000 }, remainingMs: 0 });
  });

  it("no longer waits for what a broken archive still held, and counts what came unforeseen", () => {
    const progress = followProgress(new Map(filesOf(["包.zip/一", "包.zip/二", "包.zip.txt"], 10)), 0);
    progress.add({ path: "包.zip/一", outcome: "imported" }, 10);
    progress.add({ path: "Thumbs.db", outcome: "left-out" }, 20);
    progress.lost("包.zip");
    expect(progress.state()).toMatchObject({ done: { files: 1 }, all: { files: 2, bytes: 20 } });
    progress.add({ path: "后来.txt", outcome: "imported" }, 30);
    expect(progress.state()).toMatchObject({ done: { files: 2 }, all: { files: 3 } });
  });
});

describe("telling how far an import is", () => {
  const at = (files: number, remainingMs: number | null = 90_000) => ({
    done: { files, bytes: files * 1_500_000 },
    all: { files: 1000, bytes: 1_500_000_000 },
    remainingMs,
  });
  const tell = (more: Partial<Output>) => {
    const written: string[] = [];
    let files = 0;
    const output: Output = { ...more, write: (text: string) => written.push(text) };
    const told = tellProgress(output, { state: () => at(files), words: () => "so far", startedAt: 0 });
    const move = (to: number, now: number) => {
      files = to;
      told.move(now);
    };
    return { written, move, end: told.end };
  };

  it.each([
    [null, "time left not known yet"],
    [30_000, "less than a minute left"],
    [90_000, "about 2 minutes left"],
    [10 * 3_600_000, "about 10 hours left"],
  ])("rounds %s ms to what anybody can tell", (ms, words) => {
    expect(progressInWords(at(10, ms))).toBe(`10 of 1000 files, 15 MB of 1.5 GB, ${words}`);
  });

  it("is a line of its own now and then where there is no terminal", () => {
    const { written, move, end } = tell({});
    for (let files = 1; files <= 60; files += 1) move(files, files);
    move(61, 10_060);
    move(61, 10_070);
    move(61, 20_070);
    end();
    expect(written.map((line) => line.split(" of ")[0])).toEqual(["25", "50", "61", "61"]);
    for (const line of written) expect(line).toMatch(/^\d+ of 1000 files, .* left: so far\n$/);
  });

  it("is one line that changes on a terminal, never broken by its edge, and is gone at the end", () => {
    const { written, move, end } = tell({ isTTY: true, columns: 30 });
    for (let files = 1; files <= 60; files += 1) move(files, files * 50);
    end();
    expect(written.join("")).not.toContain("\n");
    const shown = written.join("").split("\r\u001b[K");
    expect(shown.length).toBeLessThan(20);
    expect(shown.every((line) => line.length < 30)).toBe(true);
    expect(shown.at(-2)).toMatch(/^60 of 1000 files/);
    expect(shown.at(-1)).toBe("");
  });
});
