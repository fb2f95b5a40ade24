import { useContext } from "react";
import { useTranslation } from "react-i18next";
import type { PlanRowChange } from "../api/types.ts";
import { RowTitles } from "./row-titles.ts";

export type RowField = PlanRowChange["fields"][number];
/** A row of a plan, or some fields of one. */
export type PartialRow = NonNullable<PlanRowChange["before"]>;

/** What stands in a plan's row, in words. */
export const useRowWords = () => {
  const { t } = useTranslation();
  const titles = useContext(RowTitles);
  const weeks = ({ first, last }: { first: number; last: number }): string =>
    first === last ? t("rowChange.weeks", { first }) : t("rowChange.weekSpan", { first, last });

  const links = (all: NonNullable<PartialRow["links"]>): string => {
    if (titles)
      return all
        .map(({ resourceId, versionNumber }) => {
          const title = titles.links.get(resourceId) ?? t("planTable.unseenLink");
          return versionNumber === null
            ? title
            : `${title} ${t("planTable.pinned", { number: versionNumber })}`;
        })
        .join("；");
    const resources = t("rowChange.resources", { count: all.length });
    const pinned = all.filter(({ versionNumber }) => versionNumber !== null).length;
    return pinned > 0 ? t("rowChange.pinnedResources", { resources, pinned }) : resources;
  };

  const value = (row: PartialRow, field: RowField): string => {
    if (field === "weeks") return row.weeks ? weeks(row.weeks) : "";
    if (field === "links") return row.links?.length ? links(row.links) : "";
    if (field === "isCorrection") return t(row.isCorrection ? "rowChange.yes" : "rowChange.no");
    if (field === "textbookNodeId")
      return row.textbookNodeId ? (titles?.lessons.get(row.textbookNodeId) ?? t("rowChange.chosen")) : "";
    // A key for sorting says nothing to people.
    if (field === "order") return "";
    return String(row[field] ?? "");
  };

  /** "第 3 周 · 花的学校". */
  const heading = (row: PartialRow): string => {
    const name = row.lesson || row.content || row.unit || t("rowChange.untitled");
    return row.weeks ? `${weeks(row.weeks)} · ${name}` : name;
  };
  return { value, heading };
};
