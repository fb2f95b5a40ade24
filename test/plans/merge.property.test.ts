import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changedFields, compareRows, rowsById } from "../../server/modules/plans/compare-rows.ts";
import { type Conflict, mergeRows, settleMerge } from "../../server/modules/plans/merge.ts";
import { inOrder } from "../../server/modules/plans/row-order.ts";
import { type PlanRow, rowFieldNames } from "../../server/modules/plans/schema.ts";
import { type Edit, edit, editRows, makeRows } from "./random-rows.ts";

/** Of each law. */
const numRuns = 10_000;
const count = fc.nat({ max: 7 });
const edits = fc.array(edit, { maxLength: 6 });
/** A plan, what its upstream and its copy made of it, and what the upstream made of that. */
const stories = fc.tuple(count, edits, edits, edits).map(([count, upstream, local, later]) => {
  const base = makeRows(count);
  const theirs = editRows(base, upstream, "their");
  return { base, theirs, ours: editRows(base, local, "our"), later: editRows(theirs, later, "later") };
});
type Story = typeof stories extends fc.Arbitrary<infer S> ? S : never;

const holds = (name: string, law: (story: Story) => void) =>
  test(name, () => fc.assert(fc.property(stories, law), { numRuns }));

/** Equal, or else told as vitest tells it, which takes its time also where nothing is wrong. */
const expectSame = (one: unknown, other: unknown): void => {
  if (!isDeepStrictEqual(one, other)) expect(one).toEqual(other);
};

const isIn = (conflicts: readonly Conflict[], rowId: string, field: string) =>
  conflicts.some((one) => one.rowId === rowId && (one.field === field || one.field === "row"));

/** Every edit that leads from `base` to `side` is found in the rows, or as that side of a conflict. */
const expectKept = (base: PlanRow[], side: PlanRow[], rows: PlanRow[], conflicts: Conflict[]) => {
  const merged = rowsById(rows);
  for (const { rowId, change, fields, after } of compareRows(base, side)) {
    const row = merged.get(rowId);
    if (change === "dropped") expect(row === undefined || isIn(conflicts, rowId, "row")).toBe(true);
    else if (change === "added" && !isIn(conflicts, rowId, "row")) {
      const other = row ? changedFields(after as PlanRow, row) : ["row"];
      expect(other.every((field) => isIn(conflicts, rowId, field))).toBe(true);
    } else
      for (const field of fields)
        if (!isIn(conflicts, rowId, field)) expect(row?.[field]).toEqual(after?.[field]);
  }
};

/** What an editor touched: fields of rows; of an added or dropped row all. */
const cellsBetween = (from: PlanRow[], to: PlanRow[]): string[] =>
  compareRows(from, to).flatMap(({ rowId, change, fields }) =>
    (change === "changed" ? fields : rowFieldNames).map((field) => `${rowId}/${field}`),
  );

const moved = (base: PlanRow[], side: PlanRow[]): Set<string> =>
  new Set(
    compareRows(base, side)
      .filter(({ change, fields }) => change !== "changed" || fields.some((one) => /weeks|order/.test(one)))
      .map(({ rowId }) => rowId),
  );

describe("merging", () => {
  holds("of a change on one side only, or of the same on both, is that side", ({ base, theirs, ours }) => {
    expectSame(mergeRows(base, theirs, base), { rows: theirs, conflicts: [] });
    expectSame(mergeRows(base, base, ours), { rows: ours, conflicts: [] });
    expectSame(mergeRows(base, structuredClone(ours), ours), { rows: ours, conflicts: [] });
  });

  holds("keeps every edit of either side in the result or among the conflicts", (story) => {
    const { base, theirs, ours } = story;
    const { rows, conflicts } = mergeRows(base, theirs, ours);
    expectKept(base, ours, rows, conflicts);
    expectKept(base, theirs, rows, conflicts);
    const taken = settleMerge({ rows, conflicts }, [], "theirs").rows;
    expectKept(base, theirs, taken, []);
    expectSame(settleMerge({ rows, conflicts }, [], "ours").rows, rows);
  });

  holds("makes nothing up: every value of the result is one side's", ({ base, theirs, ours }) => {
    const [theirRows, ourRows] = [rowsById(theirs), rowsById(ours)];
    for (const row of mergeRows(base, theirs, ours).rows) {
      const [their, our] = [theirRows.get(row.id), ourRows.get(row.id)];
      const foreign = changedFields(our ?? (their as PlanRow), row);
      if (foreign.length > 0)
        expect(changedFields(their as PlanRow, row)).not.toEqual(expect.arrayContaining(foreign));
    }
  });

  holds("again changes nothing", ({ base, theirs, ours }) => {
    const { rows } = mergeRows(base, theirs, ours);
    expectSame(mergeRows(theirs, theirs, rows), { rows, conflicts: [] });
    const settled = settleMerge(mergeRows(base, theirs, ours), [], "theirs").rows;
    expectSame(mergeRows(base, theirs, settled).rows, settled);
  });

  holds("is the same seen from the other side, but for whose value stands meanwhile", (story) => {
    const { base, theirs, ours } = story;
    const [here, there] = [mergeRows(base, theirs, ours), mergeRows(base, ours, theirs)];
    const keys = (conflicts: Conflict[]) => conflicts.map(({ rowId, field }) => `${rowId}/${field}`).sort();
    expectSame(keys(there.conflicts), keys(here.conflicts));
    expectSame(settleMerge(there, [], "theirs").rows, here.rows);
  });

  holds("keeps two rows in the order of the side that placed them", ({ base, theirs, ours }) => {
    const { rows, conflicts } = mergeRows(base, theirs, ours);
    const places = new Map(rows.map(({ id }, place) => [id, place]));
    const expectOrderOf = (side: PlanRow[], placedByOther: Set<string>) => {
      const kept = side.filter(({ id }) => places.has(id) && !placedByOther.has(id));
      const sorted = [...kept].sort((a, b) => Number(places.get(a.id)) - Number(places.get(b.id)));
      expectSame(sorted, kept);
    };
    const disputed = conflicts.map(({ rowId }) => rowId);
    expectOrderOf(ours, moved(base, theirs));
    expectOrderOf(theirs, new Set([...moved(base, ours), ...disputed]));
  });

  holds("of one revision after the other is that of the last, where no field was edited twice", (story) => {
    const { base, theirs, ours, later } = story;
    const direct = mergeRows(base, later, ours);
    const first = mergeRows(base, theirs, ours);
    const second = mergeRows(theirs, later, first.rows);
    const local = cellsBetween(base, ours);
    const upstream = [...cellsBetween(base, theirs), ...cellsBetween(theirs, later)];
    fc.pre(!upstream.some((cell) => local.includes(cell)));
    expect([...first.conflicts, ...second.conflicts, ...direct.conflicts]).toEqual([]);
    expectSame(second.rows, direct.rows);
  });

  test("does not ask in which order edits of different rows were made", () => {
    fc.assert(
      fc.property(count, edits, edits, edits, (count, one, other, upstream) => {
        const base = makeRows(count);
        const even = one.map((edit): Edit => ({ ...edit, row: edit.row * 2 }));
        const odd = other.map((edit): Edit => ({ ...edit, row: edit.row * 2 + 1 }));
        const theirs = editRows(base, upstream, "their");
        const ours = editRows(editRows(base, even, "even"), odd, "odd");
        const alike = editRows(editRows(base, odd, "odd"), even, "even");
        expectSame(mergeRows(base, theirs, alike), mergeRows(base, theirs, ours));
        expectSame(mergeRows(base, alike, theirs), mergeRows(base, ours, theirs));
      }),
      { numRuns },
    );
  });
});

describe("settling", () => {
  test("takes each conflict as it was chosen, the rest by the rule, and says what is left open", () => {
    const [row] = makeRows(1) as [PlanRow];
    const theirs = [{ ...row, content: "集团改的", notes: "集团注", periods: 3 }];
    const ours = [{ ...row, content: "本校改的", notes: "本校注" }];
    const merge = mergeRows([row], theirs, ours);
    expect(merge.conflicts.map(({ field }) => field)).toEqual(["content", "notes"]);
    const choice = { rowId: row.id, field: "notes", take: "theirs" } as const;
    const settled = settleMerge(merge, [choice], null);
    expect(settled.rows).toMatchObject([{ content: "本校改的", notes: "集团注", periods: 3 }]);
    expect(settled.open).toMatchObject([{ field: "content", ours: { content: "本校改的" } }]);
    expect(settleMerge(merge, [choice], "ours").open).toEqual([]);
  });

  test("of a row that one side dropped and the other changed drops it or brings it back whole", () => {
    const [row] = makeRows(1) as [PlanRow];
    const changed = { ...row, content: "改过" };
    const droppedHere = mergeRows([row], [changed], []);
    expect(droppedHere).toMatchObject({ rows: [], conflicts: [{ field: "row", ours: null }] });
    expect(settleMerge(droppedHere, [], "theirs").rows).toEqual([changed]);
    const droppedThere = mergeRows([row], [], [changed]);
    expect(droppedThere).toMatchObject({ rows: [changed], conflicts: [{ field: "row", theirs: null }] });
    expect(settleMerge(droppedThere, [], "theirs").rows).toEqual([]);
  });

  test("leaves rows in the order of their weeks", () => {
    const rows = makeRows(6);
    expect(inOrder([...rows].reverse())).toEqual(rows);
  });
});
