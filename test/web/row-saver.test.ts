import { expect, test } from "vitest";
import { ApiProblem, unreachable } from "../../web/api/problem.ts";
import type { ShownPlanRow } from "../../web/api/types.ts";
import { createRowSaver, type RowPatch } from "../../web/features/plan-table/row-saver.ts";
import { until } from "../support/until.ts";

const before = { id: "r", version: 1, notes: "", homework: "", content: "" } as ShownPlanRow;

/** A server with one row, which somebody else changes when the test says so, and which can be out of reach. */
const startRow = () => {
  let row = before;
  let failure: ApiProblem | null = null;
  const change = (patch: RowPatch) => {
    row = { ...row, ...(patch as Partial<ShownPlanRow>), version: row.version + 1 };
    return row;
  };
  const saver = createRowSaver({
    send: async (rowId, patch, version) => {
      if (failure) throw failure;
      if (rowId !== row.id) return { ...before, id: rowId, ...(patch as Partial<ShownPlanRow>) };
      if (version !== row.version) throw new ApiProblem(412, "precondition.failed");
      return change(patch);
    },
    load: async () => row,
    onSaved: () => undefined,
  });
  const fail = (problem: ApiProblem | null) => {
    failure = problem;
  };
  const statuses = () => [...saver.pending().values()].map(({ status }) => status);
  return { saver, change, fail, statuses, row: () => row };
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

test.each([
  ["no answer comes", unreachable()],
  ["the server is being started anew", new ApiProblem(503, "server.ending")],
])("what is typed while %s waits, and is saved once the server is there again", async (_, problem) => {
  const { saver, fail, statuses, row } = startRow();
  fail(problem);
  saver.edit(before, { notes: "typed offline" });
  await until("it waits", () => statuses().includes("waiting"));
  saver.resume();
  saver.edit(before, { homework: "and this" });
  await until("it waits again", () => statuses().includes("waiting"));
  expect(saver.pending().get("r")?.patch).toEqual({ notes: "typed offline", homework: "and this" });
  fail(null);
  saver.resume();
  await until("all is saved", () => saver.pending().size === 0);
  expect(row()).toMatchObject({ notes: "typed offline", homework: "and this" });
});

test("one row that is saved takes those along that were waiting", async () => {
  const { saver, fail, statuses, row } = startRow();
  fail(unreachable());
  saver.edit(before, { notes: "typed offline" });
  await until("it waits", () => statuses().includes("waiting"));
  fail(null);
  saver.edit({ ...before, id: "other" }, { notes: "typed later" });
  await until("all is saved", () => saver.pending().size === 0);
  expect(row()).toMatchObject({ notes: "typed offline" });
});

test("what the server refuses waits for a person", async () => {
  const { saver, fail, statuses, row } = startRow();
  fail(new ApiProblem(400, "request.invalid"));
  saver.edit(before, { notes: "refused" });
  await until("it has failed", () => statuses().includes("failed"));
  fail(null);
  saver.resume();
  expect(statuses()).toEqual(["failed"]);
  saver.retry("r");
  await until("it is saved", () => saver.pending().size === 0);
  expect(row()).toMatchObject({ notes: "refused" });
});
