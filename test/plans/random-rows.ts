import fc from "fast-check";
import { inOrder } from "../../server/modules/plans/row-order.ts";
import type { PlanRow } from "../../server/modules/plans/schema.ts";

/** One small act on a plan; `row` counts rows by their ids, so that it names the same row whatever was done before. */
export interface Edit {
  act: "write" | "note" | "periods" | "week" | "order" | "link" | "drop" | "add";
  row: number;
  value: number;
}

const acts = ["write", "note", "periods", "week", "order", "link", "drop", "add"] as const;
/** Few rows and few values, so that both sides often edit the same thing, and now and then in the same way. */
export const edit: fc.Arbitrary<Edit> = fc.record({
  act: fc.constantFrom(...acts),
  row: fc.nat({ max: 7 }),
  value: fc.nat({ max: 3 }),
});

const idOf = (text: string) => text as PlanRow["id"];

const rowAt = (id: string, week: number, order: string): PlanRow => ({
  id: idOf(id),
  weeks: { first: week, last: week },
  order,
  unit: "",
  lesson: "",
  textbookNodeId: null,
  content: "",
  periods: 1,
  homework: "",
  equipment: "",
  notes: "",
  links: [],
  isCorrection: false,
});

/** Two rows a week. */
export const makeRows = (count: number): PlanRow[] =>
  Array.from({ length: count }, (_, index) =>
    rowAt(`row-${String(index).padStart(3, "0")}`, 1 + Math.floor(index / 2), `a${index}`),
  );

const linkOf = (value: number): PlanRow["links"] =>
  value === 0 ? [] : [{ resourceId: `resource-${value}` as never, versionNumber: null }];

const changes: Record<Exclude<Edit["act"], "drop" | "add">, (value: number) => Partial<PlanRow>> = {
  write: (value) => ({ content: `内容 ${value}` }),
  note: (value) => ({ notes: `备注 ${value}` }),
  periods: (value) => ({ periods: value }),
  week: (value) => ({ weeks: { first: 1 + value, last: 1 + value } }),
  order: (value) => ({ order: `a${value}V` }),
  link: (value) => ({ links: linkOf(value) }),
};

/** What becomes of rows; added ones bear `name` in their ids. */
export const editRows = (rows: readonly PlanRow[], edits: readonly Edit[], name: string): PlanRow[] => {
  const edited = new Map(rows.map((row) => [String(row.id), row]));
  for (const { act, row, value } of edits) {
    const id = `row-${String(row).padStart(3, "0")}`;
    const there = edited.get(id);
    if (act === "add") {
      const added = rowAt(`${name}-${row}`, 1 + value, `a${row}`);
      edited.set(added.id, added);
    } else if (act === "drop") edited.delete(id);
    else if (there) edited.set(id, { ...there, ...changes[act](value) });
  }
  return inOrder(edited.values());
};
