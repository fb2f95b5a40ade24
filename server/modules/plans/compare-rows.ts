import { isDeepStrictEqual } from "node:util";
import { inOrder } from "./row-order.ts";
import { type PlanRow, type RowChange, type RowFields, rowFieldNames } from "./schema.ts";

export const isSameValue = (one: unknown, other: unknown): boolean =>
  one === other || (typeof one === "object" && isDeepStrictEqual(one, other));

export const changedFields = (before: RowFields, after: RowFields): (keyof RowFields)[] =>
  rowFieldNames.filter((field) => !isSameValue(before[field], after[field]));

export const rowsById = <Row extends { id: string }>(rows: Iterable<Row>): Map<string, Row> =>
  new Map(Array.from(rows, (row) => [row.id, row]));

const pick = (row: PlanRow, fields: readonly (keyof RowFields)[]): Partial<PlanRow> =>
  Object.fromEntries(fields.map((field) => [field, row[field]]));

const changeOf = (before: PlanRow | undefined, after: PlanRow | undefined): RowChange[] => {
  if (before && after) {
    const fields = changedFields(before, after);
    return fields.length === 0
      ? []
      : [
          {
            rowId: after.id,
            change: "changed",
            fields,
            before: pick(before, fields),
            after: pick(after, fields),
          },
        ];
  }
  const there = (before ?? after) as PlanRow;
  const change = after ? "added" : "dropped";
  return [{ rowId: there.id, change, fields: [], before: before ?? null, after: after ?? null }];
};

/** What makes `after` of `before`, in the order of the rows; a dropped row stands where it stood. */
export const compareRows = (before: readonly PlanRow[], after: readonly PlanRow[]): RowChange[] => {
  const [was, is] = [rowsById(before), rowsById(after)];
  const dropped = before.filter(({ id }) => !is.has(id));
  return inOrder([...after, ...dropped]).flatMap(({ id }) => changeOf(was.get(id), is.get(id)));
};
