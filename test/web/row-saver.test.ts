import { expect, test } from "vitest";
import { ApiProblem } from "../../web/api/problem.ts";
import type { ShownPlanRow } from "../../web/api/types.ts";
import { createRowSaver, type RowPatch } from "../../web/features/plan-table/row-saver.ts";
import { until } from "../support/until.ts";

const before = { id: "r", version: 1, notes: "", homework: "", content: "" } as ShownPlanRow;

/** A server with one row, which somebody else changes when the test says so. */
const startRow = () => {
  let row = before;
  const change = (patch: RowPatch) => {
    row = { ...row, ...(patch as Partial<ShownPlanRow>), version: row.version + 1 };
    return row;
  };
  const saver = createRowSaver({
    send: async (_, patch, version) => {
      if (version !== row.version) throw new ApiProblem(412, "precondition.failed");
      return change(patch);
    },
    load: async () => row,
    onSaved: () => undefined,
  });
  return { saver, change, row: () => row };
};

test("what was typed on an older row overwrites nothing that came between, even while another field is being saved again", async () => {
  const { saver, change, row } = startRow();
  change({ homework: "theirs" });
  // The row has been read anew and is about to be sent again when the second field, begun before all that, is left.
  const unsubscribe = saver.subscribe(() => {
    if (saver.pending().get("r")?.base.version !== 2) return;
    unsubscribe();
    saver.edit(before, { homework: "mine" });
  });
  saver.edit(before, { notes: "mine" });
  await until("the saving came to an end", () => saver.pending().get("r")?.status !== "saving");
  expect(row()).toMatchObject({ homework: "theirs" });
  expect(saver.pending().get("r")).toMatchObject({
    status: "conflict",
    patch: { notes: "mine", homework: "mine" },
    theirs: { homework: "theirs" },
  });
});

test("of two fields typed on one row, one after the other, both are saved", async () => {
  const { saver, row } = startRow();
  saver.edit(before, { notes: "first" });
  saver.edit(before, { homework: "second" });
  await until("all is saved", () => saver.pending().size === 0);
  expect(row()).toMatchObject({ notes: "first", homework: "second" });
});
