import { Tag } from "antd";
import { memo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ShownPlanRow } from "../../api/types.ts";
import { type Column, columns } from "./columns.ts";
import { RowLinks } from "./row-links.tsx";

interface PlanRowProps {
  row: ShownPlanRow;
  /** The week's own cell, with its first row. */
  head?: ReactNode;
}

export const PlanRow = memo(({ row, head }: PlanRowProps) => {
  const { t } = useTranslation();
  const contents = (column: Column): ReactNode => {
    if (column === "links") return <RowLinks links={row.links} />;
    if (column === "periods") return row.periods > 0 ? row.periods : null;
    if (column !== "lesson") return row[column];
    const { first, last } = row.weeks;
    return (
      <>
        {row.lesson}
        {first !== last && <Tag>{t("planTable.weekSpan", { first, last })}</Tag>}
        {row.isCorrection && <Tag color="error">{t("planTable.correction")}</Tag>}
      </>
    );
  };
  return (
    <tr className={row.isCorrection ? "is-correction" : undefined}>
      {head}
      {columns.map((column) => (
        <td key={column} className={`is-${column}`} data-label={t(`planTable.column.${column}`)}>
          {contents(column)}
          {column === "notes" && row.reason && (
            <span className="row-reason">{t("planTable.reason", { reason: row.reason })}</span>
          )}
        </td>
      ))}
    </tr>
  );
});
