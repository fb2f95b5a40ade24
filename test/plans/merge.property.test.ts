import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changedFields, compareRows, rowsById } from "../../server/modules/plans/compare-rows.ts";
import { type Conflict, mergeRows, settleMerge } from "../../server/modules/plans/merge.ts";
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

const partOf = (field: string) => (field === "weeks" || field === "order" ? "place" : field);

const findIn = (conflicts: readonly Conflict[], rowId: string, field: string) =>
  conflicts.find((one) => one.rowId === rowId && (one.field === partOf(field) || one.field === "row"));
const isIn = (...asked: Parameters<typeof findIn>) => findIn(...asked) !== undefined;

const versionsOf = (links: PlanRow["links"] = []) =>
  new Map<string, number | null>(links.map(({ resourceId, versionNumber }) => [resourceId, versionNumber]));

/** What a side did with each link is so in the links that came of it. */
const expectLinksKept = (
  before: PlanRow["links"] | undefined,
  side: PlanRow["links"] | undefined,
  merged: PlanRow["links"] | undefined,
) => {
  const [was, is, became] = [versionsOf(before), versionsOf(side), versionsOf(merged)];
  for (const id of new Set([...was.keys(), ...is.keys()]))
    if (was.get(id) !== is.get(id)) expect(became.get(id)).toBe(is.get(id));
};

/**
 * Every edit that leads from `base` to one side is found in the rows, or as that side of a conflict. Where both moved a row to
 * one place its key may be the other's.
 */
const expectKept = (
  base: PlanRow[],
  [side, other]: [PlanRow[], PlanRow[]],
  rows: PlanRow[],
  conflicts: Conflict[],
  as: "ours" | "theirs",
) => {
  const [bases, others, merged] = [rowsById(base), rowsById(other), rowsById(rows)];
  for (const { rowId, change, fields, after } of compareRows(base, side)) {
    const row = merged.get(rowId);
    if (change === "dropped") expect(row === undefined || isIn(conflicts, rowId, "row")).toBe(true);
    else if (change === "added" && !isIn(conflicts, rowId, "row")) {
      const left = row ? changedFields(after as PlanRow, row) : ["row"];
      expect(left.every((field) => isIn(conflicts, rowId, field))).toBe(true);
    } else
      for (const field of fields) {
        const conflict = findIn(conflicts, rowId, field);
        if (field === "links" && conflict?.field !== "row")
          expectLinksKept(bases.get(rowId)?.links, after?.links, (conflict?.[as] ?? row)?.links);
        else if (conflict) expect(conflict[as]?.[field]).toEqual(after?.[field]);
        else if (field !== "order" || row?.order !== others.get(rowId)?.order)
          expect(row?.[field]).toEqual(after?.[field]);
      }
  }
};

/** What an editor touched: fields of rows; of an added or dropped row all. */
const cellsBetween = (from: PlanRow[], to: PlanRow[]): string[] =>
  compareRows(from, to).flatMap(({ rowId, change, fields }) =>
    (change === "changed" ? fields : rowFieldNames).map((field) => `${rowId}/${partOf(field)}`),
  );

const moved = (base: PlanRow[], side: PlanRow[]): Set<string> =>
  new Set(
    compareRows(base, side)
      .filter(({ change, fields }) => change !== "changed" || fields.some((one) => /weeks|order/.test(one)))
      .map(({ rowId }) => rowId),
  );

/** The rows that both sides moved and about which nothing is asked. */
const movedAlike = (base: PlanRow[], theirs: PlanRow[], ours: PlanRow[], conflicts: Conflict[]) => {
  const there = moved(base, theirs);
  const both = [...moved(base, ours)].filter((id) => there.has(id) && !isIn(conflicts, id, "order"));
  return new Set(both);
};

describe("merging", () => {
  holds("of a change on one side only, or of the same on both, is that side", ({ base, theirs, ours }) => {
    expectSame(mergeRows(base, theirs, base), { rows: theirs, conflicts: [] });
    expectSame(mergeRows(base, base, ours), { rows: ours, conflicts: [] });
    expectSame(mergeRows(base, structuredClone(ours), ours), { rows: ours, conflicts: [] });
  });

  holds("keeps every edit of either side in the result or among the conflicts", (story) => {
    const { base, theirs, ours } = story;
    const { rows, conflicts } = mergeRows(base, theirs, ours);
    expectKept(base, [ours, theirs], rows, conflicts, "ours");
    expectKept(base, [theirs, ours], rows, conflicts, "theirs");
    const taken = settleMerge({ rows, conflicts }, [], "theirs").rows;
    expectKept(base, [theirs, ours], taken, [], "theirs");
    expectSame(settleMerge({ rows, conflicts }, [], "ours").rows, rows);
  });

  holds("makes nothing up: every value of the result is one side's", ({ base, theirs, ours }) => {
    const [theirRows, ourRows] = [rowsById(theirs), rowsById(ours)];
    const merge = mergeRows(base, theirs, ours);
    for (const row of [...merge.rows, ...settleMerge(merge, [], "theirs").rows]) {
      const sides = [theirRows.get(row.id), ourRows.get(row.id)].filter((side) => side !== undefined);
      const isOneSides = (field: keyof PlanRow) =>
        sides.some((side) => isDeepStrictEqual(side[field], row[field]));
      const foreign = rowFieldNames.filter((field) => field !== "links" && !isOneSides(field));
      expectSame(foreign, []);
      const links = sides.flatMap((side) => side.links);
      expectSame(
        row.links.filter((link) => !links.some((one) => isDeepStrictEqual(one, link))),
        [],
      );
      expectSame(versionsOf(row.links).size, row.links.length);
    }
  });

  holds("takes weeks and order from one side, and asks once where a row is to stand", (story) => {
    const { base, theirs, ours } = story;
    const [theirRows, ourRows] = [rowsById(theirs), rowsById(ours)];
    const merge = mergeRows(base, theirs, ours);
    const asked = merge.conflicts.map(({ rowId, field }) => `${rowId}/${partOf(field)}`);
    expectSame([...new Set(asked)], asked);
    const placeIn = (row: PlanRow | undefined) => JSON.stringify([row?.weeks, row?.order]);
    for (const row of [...merge.rows, ...settleMerge(merge, [], "theirs").rows])
      if (placeIn(row) !== placeIn(ourRows.get(row.id)))
        expectSame(placeIn(row), placeIn(theirRows.get(row.id)));
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
    // Links stand as on the one side, and a row that both moved to one place has the other side's key.
    const agreed = movedAlike(base, theirs, ours, here.conflicts);
    const alike = (rows: PlanRow[]) =>
      rows.map(({ links, order, ...row }) => ({
        ...row,
        links: [...versionsOf(links)].sort(),
        order: agreed.has(row.id) || order,
      }));
    expectSame(alike(settleMerge(there, [], "theirs").rows), alike(here.rows));
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
    const agreed = movedAlike(base, theirs, ours, conflicts);
    const without = (rows: Set<string>) => new Set([...rows].filter((id) => !agreed.has(id)));
    expectOrderOf(ours, without(moved(base, theirs)));
    expectOrderOf(theirs, new Set([...without(moved(base, ours)), ...disputed]));
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
        const ours = editRows(editRows(base, even, "even", "alone"), odd, "odd", "alone");
        const alike = editRows(editRows(base, odd, "odd", "alone"), even, "even", "alone");
        expectSame(mergeRows(base, theirs, alike), mergeRows(base, theirs, ours));
        expectSame(mergeRows(base, alike, theirs), mergeRows(base, ours, theirs));
      }),
      { numRuns },
    );
  });
});
