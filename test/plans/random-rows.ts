import fc from "fast-check";
import { newRow } from "../../server/modules/plans/new-row.ts";
import { inOrder, orderAt } from "../../server/modules/plans/row-order.ts";
import type { PlanRow, RowFields } from "../../server/modules/plans/schema.ts";

/** What the fields become; each has few values, and some of them say what stood there before. */
const changes = {
  content: (value) => `内容 ${value}`,
  notes: (value) => `备注 ${value}`,
  unit: (value) => `单元 ${value}`,
  lesson: (value) => `课题 ${value}`,
  homework: (value) => `作业 ${value}`,
  equipment: (value) => `器材 ${value}`,
  textbookNodeId: (value) => (value === 0 ? null : `node-${value}`),
  isCorrection: (value) => value % 2 === 1,
  periods: (value) => value,
  /** From one row to another week, or over several; its key stays. */
  weeks: (value, { weeks: { first } }) =>
    value > 1 ? { first, last: first + value } : { first: 1 + value, last: 1 + value },
  /** Added, taken away, or held at one version. */
  links: (value, { links }) => {
    const resourceId = `resource-${value % 2}` as never;
    const others = links.filter((link) => link.resourceId !== resourceId);
    const known = links.find((link) => link.resourceId === resourceId);
    if (value < 2) return known ? others : [...others, { resourceId, versionNumber: null }];
    return [...others, { resourceId, versionNumber: known?.versionNumber ? null : value }];
  },
} satisfies Partial<Record<keyof RowFields, (value: number, row: PlanRow) => unknown>>;
type Field = keyof typeof changes;

/** One small act on a plan; `row` counts rows by their ids, so that it names the same row whatever was done before. */
export interface Edit {
  act: Field | "move" | "drop" | "add";
  row: number;
  value: number;
  /** Of the keys that fit a place, the one that chance takes. */
  pick: number;
}

/** Few rows and few values, so that both sides often edit the same thing, and now and then in the same way. */
export const edit: fc.Arbitrary<Edit> = fc.record({
  act: fc.oneof(
    fc.constantFrom(...(Object.keys(changes) as Field[])),
    fc.constantFrom(...(["move", "move", "links", "links", "drop", "add"] as const)),
  ),
  row: fc.nat({ max: 7 }),
  value: fc.nat({ max: 3 }),
  pick: fc.nat({ max: 15 }),
});

const idOf = (text: string) => text as PlanRow["id"];

const rowAt = (id: string, week: number, order: string): PlanRow => ({
  ...newRow({ weeks: { first: week, last: week } }, order),
  id: idOf(id),
});

/** Two rows a week. */
export const makeRows = (count: number): PlanRow[] =>
  Array.from({ length: count }, (_, index) =>
    rowAt(`row-${String(index).padStart(3, "0")}`, 1 + Math.floor(index / 2), `a${index}`),
  );

/** Where a row comes by a move: in the week that `value` names, first, last, or after the first there, by a key as the product makes it. */
const placeOf = (rows: readonly PlanRow[], { value, row, pick }: Edit): Pick<PlanRow, "weeks" | "order"> => {
  const week = 1 + value;
  const first = inOrder(rows).find(({ weeks }) => weeks.first === week);
  const after = [null, undefined, first?.id ?? null][row % 3];
  return { weeks: { first: week, last: week }, order: orderAt(rows, week, after, () => pick) as string };
};

/** The same wherever the others stand. */
const placeAlone = (_rows: readonly PlanRow[], { value, row }: Edit): Pick<PlanRow, "weeks" | "order"> => ({
  weeks: { first: 1 + value, last: 1 + value },
  order: `a${row}V`,
});

/** What becomes of rows; added ones bear `name` in their ids. `alone`: no edit asks what another row became. */
export const editRows = (
  rows: readonly PlanRow[],
  edits: readonly Edit[],
  name: string,
  alone?: "alone",
): PlanRow[] => {
  const edited = new Map(rows.map((row) => [String(row.id), row]));
  const place = alone ? placeAlone : placeOf;
  for (const edit of edits) {
    const { act, row, value } = edit;
    const id = `row-${String(row).padStart(3, "0")}`;
    const there = edited.get(id);
    const others = [...edited.values()].filter((one) => one !== there);
    if (act === "add") {
      const added = { ...rowAt(`${name}-${row}`, 1, ""), ...place([...edited.values()], edit) };
      edited.set(added.id, added);
    } else if (act === "drop") edited.delete(id);
    else if (!there) continue;
    else if (act === "move") edited.set(id, { ...there, ...place(others, edit) });
    else edited.set(id, { ...there, [act]: changes[act](value, there) } as PlanRow);
  }
  return inOrder(edited.values());
};
