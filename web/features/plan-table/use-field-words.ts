import { useTranslation } from "react-i18next";
import { columns } from "./columns.ts";
import type { RowField, RowPatch } from "./row-saver.ts";

/** Fields of a row and their values, as people read them. */
export const useFieldWords = () => {
  const { t } = useTranslation();
  const name = (field: RowField | "order"): string => {
    const column = columns.find((one) => one === field);
    if (column) return t(`planTable.column.${column}`);
    return t(`planTable.otherField.${field as "weeks" | "textbookNodeId" | "isCorrection" | "order"}`);
  };
  const value = (field: RowField, row: RowPatch): string => {
    if (field === "weeks")
      return row.weeks ? t("planTable.weekSpan", { first: row.weeks.first, last: row.weeks.last }) : "";
    if (field === "links") return t("planTable.linkCount", { count: row.links?.length ?? 0 });
    if (field === "isCorrection") return t(row.isCorrection ? "planTable.yes" : "planTable.no");
    if (field === "textbookNodeId") return t(row.textbookNodeId ? "field.textbookChosen" : "field.notSet");
    return String(row[field] ?? "");
  };
  const patch = (given: RowPatch): string =>
    (Object.keys(given) as RowField[]).map((field) => `${name(field)}：${value(field, given)}`).join("；");
  return { name, value, patch };
};
