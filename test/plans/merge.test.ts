import { describe, expect, test } from "vitest";
import { mergeRows, settleMerge } from "../../server/modules/plans/merge.ts";
import { inOrder, orderAt } from "../../server/modules/plans/row-order.ts";
import type { PlanRow } from "../../server/modules/plans/schema.ts";
import { makeRows } from "./random-rows.ts";

describe("two sides that move a row", () => {
  const at = (rows: PlanRow[], row: PlanRow, afterId: PlanRow["id"] | null, pick: number) => {
    const others = rows.filter(({ id }) => id !== row.id);
    const order = orderAt(others, 2, afterId, () => pick) as string;
    return inOrder([...others, { ...row, weeks: { first: 2, last: 2 }, order }]);
  };
  const base = makeRows(6);
  const [moving, alsoMoving, third, fourth] = base as [PlanRow, PlanRow, PlanRow, PlanRow];

  test("to one place are asked nothing, whichever keys each made", () => {
    for (const pick of [0, 7, 15]) {
      const theirs = at(at(base, moving, third.id, 3), alsoMoving, moving.id, pick);
      const ours = at(at(base, moving, third.id, pick), alsoMoving, moving.id, 5);
      expect(mergeRows(base, theirs, ours)).toEqual({ rows: theirs, conflicts: [] });
    }
  });

  test("after a row that one of them moved as well are asked, since its own key no longer says that", () => {
    const placed = (order: string, thirdsOrder: string) =>
      inOrder(
        base.map((row) => {
          if (row.id === moving.id) return { ...row, weeks: third.weeks, order };
          return row.id === third.id ? { ...row, order: thirdsOrder } : row;
        }),
      );
    const { conflicts } = mergeRows(base, placed("a2G", third.order), placed("a2l", "a2V"));
    expect(conflicts).toMatchObject([{ rowId: moving.id, field: "place" }]);
  });

  test("to two places are asked once, and the row stands where one of them put it", () => {
    const theirs = at(base, moving, third.id, 3);
    const ours = at(base, moving, fourth.id, 3).map((row) =>
      row.id === moving.id ? { ...row, weeks: { first: 2, last: 3 } } : row,
    );
    const merge = mergeRows(base, theirs, ours);
    expect(merge.conflicts).toMatchObject([{ rowId: moving.id, field: "place" }]);
    const choice = { rowId: moving.id, field: "place", take: "theirs" } as const;
    expect(settleMerge(merge, [choice], null)).toEqual({ rows: theirs, open: [] });
  });
});

describe("links", () => {
  const link = (name: string, versionNumber: number | null = null) => ({
    resourceId: name as never,
    versionNumber,
  });
  const [row] = makeRows(1) as [PlanRow];
  const merged = (base: PlanRow["links"], theirs: PlanRow["links"], ours: PlanRow["links"]) =>
    mergeRows([{ ...row, links: base }], [{ ...row, links: theirs }], [{ ...row, links: ours }]);

  test("that both sides add and take away are merged one by one", () => {
    const { rows, conflicts } = merged(
      [link("a"), link("b")],
      [link("b"), link("c"), link("d")],
      [link("e"), link("a"), link("b"), link("d")],
    );
    expect(conflicts).toEqual([]);
    expect(rows[0]?.links).toEqual([link("e"), link("b"), link("d"), link("c")]);
  });

  test("that both hold at another version are asked about, and about no other link of the row", () => {
    const merge = merged([link("a")], [link("a", 2), link("b")], [link("a", 3), link("c")]);
    const sides = {
      theirs: [link("a", 2), link("c"), link("b")],
      ours: [link("a", 3), link("c"), link("b")],
    };
    expect(merge.conflicts).toMatchObject([
      { field: "links", theirs: { links: sides.theirs }, ours: { links: sides.ours } },
    ]);
    expect(merge.rows[0]?.links).toEqual(sides.ours);
    expect(settleMerge(merge, [], "theirs").rows[0]?.links).toEqual(sides.theirs);
  });

  test("that would be more than a row can have are left to choose between", () => {
    const many = (name: string) => Array.from({ length: 12 }, (_, index) => link(`${name}${index}`));
    expect(merged([], many("a"), many("b")).conflicts).toMatchObject([
      { field: "links", theirs: { links: many("a") }, ours: { links: many("b") } },
    ]);
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
