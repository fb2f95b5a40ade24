import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deletionsOf, isOneSlipAway, mayBeMistyped } from "../../server/modules/search/ranking/near-words.ts";
import { neighbourShare } from "../../server/modules/search/ranking/neighbours.ts";
import {
  fieldWorth,
  gramShare,
  type MatchParts,
  nearnessWorth,
  rarityOf,
  scoreOf,
  slipShare,
  standingOf,
} from "../../server/modules/search/ranking/rank.ts";

const parts = (over: Partial<MatchParts> = {}): MatchParts => ({
  matched: 1,
  slipped: 0,
  worth: 0,
  coverage: 0,
  isExactTitle: false,
  met: 0,
  weight: 1,
  standing: 0,
  ...over,
});

const share = fc.float({ min: 0, max: 1, noNaN: true });
const anyParts = fc.record({
  matched: share,
  slipped: share,
  worth: fc.float({ min: 0, max: 40, noNaN: true }),
  coverage: share,
  isExactTitle: fc.boolean(),
  met: share,
  weight: fc.float({ min: 1, max: 4, noNaN: true }),
  standing: fc.float({ min: 0, max: Math.fround(0.3), noNaN: true }),
});

describe("the score of a document", () => {
  it("grows with every part but what is only a slip", () => {
    fc.assert(
      fc.property(anyParts, (some) => {
        const score = scoreOf(some);
        expect(scoreOf({ ...some, matched: some.matched + 0.1 })).toBeGreaterThan(score);
        expect(scoreOf({ ...some, worth: some.worth + 1 })).toBeGreaterThan(score);
        expect(scoreOf({ ...some, coverage: some.coverage + 0.1 })).toBeGreaterThan(score);
        expect(scoreOf({ ...some, met: some.met + 0.1 })).toBeGreaterThan(score);
        expect(scoreOf({ ...some, standing: some.standing + 0.1 })).toBeGreaterThan(score);
        expect(scoreOf({ ...some, slipped: some.slipped + 0.1 })).toBeLessThan(score);
      }),
    );
  });

  it("puts each field above all weaker ones together", () => {
    const worths = Object.values(fieldWorth);
    worths.forEach((worth, i) => {
      const weaker = worths.slice(i + 1);
      expect(worth).toBeGreaterThan(Math.max(0, ...weaker));
    });
    expect(fieldWorth.title * gramShare).toBeGreaterThan(fieldWorth.textbookNode);
  });

  it("lets a wish move a word on the path above a title, never a passage", () => {
    const wished = (worth: number) => scoreOf(parts({ worth, met: 1 }));
    expect(wished(fieldWorth.textbookNode)).toBeGreaterThan(scoreOf(parts({ worth: fieldWorth.title })));
    expect(wished(fieldWorth.passages)).toBeLessThan(scoreOf(parts({ worth: fieldWorth.title })));
  });

  it("puts what is written anywhere before what only sounds alike in a title", () => {
    const sounds = { worth: fieldWorth.title * slipShare, slipped: 1, coverage: 1, met: 1, standing: 0.3 };
    expect(scoreOf(parts({ worth: fieldWorth.passages * 0.5 }))).toBeGreaterThan(scoreOf(parts(sounds)));
  });

  it("lets reuse and age decide between equals only", () => {
    const least = fieldWorth.passages * 0.5;
    expect(standingOf(1_000_000, Date.UTC(2060, 0))).toBeLessThanOrEqual(least + 1e-9);
    expect(standingOf(5, 0)).toBeGreaterThan(standingOf(4, 0));
    expect(standingOf(0, Date.UTC(2026, 1))).toBeGreaterThan(standingOf(0, Date.UTC(2025, 1)));
  });

  it("gives less to nearness within a passage than to a word in a title", () => {
    const near = nearnessWorth({ title: 0, passage: 1, isWholeInPassage: true, inside: 0, weight: 1 });
    expect(near + fieldWorth.passages).toBeLessThan(fieldWorth.keywords);
  });

  it("takes a word for rarer the fewer documents have it", () => {
    expect(rarityOf(1, 1000)).toBeGreaterThan(rarityOf(100, 1000));
    expect(rarityOf(1000, 1000)).toBeGreaterThan(0);
    expect(rarityOf(0, 0)).toBeLessThanOrEqual(1);
  });
});

describe("neighbours", () => {
  it("are counted where they stand side by side, a 的 between them aside", () => {
    expect(neighbourShare("圆柱体积公式", ["圆柱", "体积"])).toBe(1);
    expect(neighbourShare("圆柱的体积", ["圆柱", "体积"])).toBe(1);
    expect(neighbourShare("体积:圆柱", ["圆柱", "体积"])).toBe(0);
    expect(neighbourShare("wild animals 圆柱", ["wild", "animals", "圆柱"])).toBe(1);
    expect(neighbourShare("圆柱", ["圆柱"])).toBe(0);
  });
});

describe("words one slip away", () => {
  const slips = (word: string, at: number, letter: string) => {
    const i = at % word.length;
    const [before, after] = [word.slice(0, i), word.slice(i)];
    return [
      before + letter + after,
      before + after.slice(1),
      before + letter + after.slice(1),
      before + after.charAt(1) + after.charAt(0) + after.slice(2),
    ];
  };
  const word = fc.stringMatching(/^[a-z]{4,12}$/);

  it("have a deletion in common with the word", () => {
    fc.assert(
      fc.property(word, fc.nat(20), fc.stringMatching(/^[a-z]$/), (one, at, letter) => {
        for (const other of slips(one, at, letter)) {
          if (other === one) continue;
          expect(isOneSlipAway(one, other)).toBe(true);
          expect(isOneSlipAway(other, one)).toBe(true);
          const common = new Set(deletionsOf(one));
          expect(deletionsOf(other).some((deletion) => common.has(deletion))).toBe(true);
        }
      }),
    );
  });

  it("are not those two slips away, nor short or Chinese ones", () => {
    expect(isOneSlipAway("fraction", "friction")).toBe(true);
    expect(isOneSlipAway("fraction", "function")).toBe(false);
    expect(isOneSlipAway("abcd", "badc")).toBe(false);
    expect(isOneSlipAway("abcd", "abcd")).toBe(false);
    expect(["cat", "分数", "a1bc", "x".repeat(30)].filter(mayBeMistyped)).toEqual([]);
  });
});
