import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Plan, TermCalendar } from "../../api/types.ts";
import { columns } from "./columns.ts";
import type { RowActs } from "./plan-row.tsx";
import type { GridState, useGrid } from "./use-grid.ts";
import { useTableWords } from "./use-table-words.ts";
import { BreakRow, WeekBody } from "./week-body.tsx";
import { layOutSections, type WeekSection } from "./week-sections.ts";

interface PlanTableProps {
  plan: Plan;
  calendar: TermCalendar | undefined;
  /** Where the plan is edited. */
  grid?: Pick<ReturnType<typeof useGrid>, "table" | "handlers"> & {
    current: GridState | null;
    acts: RowActs;
    onAdd: (week: number) => void;
  };
}

/** The plan week by week, each lesson a row; where it is edited, a grid through which the keyboard goes. */
export const PlanTable = ({ plan, calendar, grid }: PlanTableProps) => {
  const { t } = useTranslation();
  const words = useTableWords();
  const sections = useMemo(() => layOutSections(plan.rows, calendar), [plan.rows, calendar]);
  const ofWeek = ({ rows }: WeekSection): GridState | null => {
    const current = grid?.current ?? null;
    return rows.some(({ id }) => id === current?.rowId) ? current : null;
  };
  return (
    <div className="plan-table-frame">
      <table
        className={grid ? "plan-table is-edited" : "plan-table"}
        {...(grid && { ref: grid.table, role: "grid", ...grid.handlers })}
      >
        <caption className="visually-hidden">{plan.title}</caption>
        <thead>
          <tr>
            <th scope="col" className="is-week">
              {t("planTable.week")}
            </th>
            {columns.map((column) => (
              <th key={column} scope="col" className={`is-${column}`}>
                {words.column[column]}
              </th>
            ))}
            {grid && (
              <th scope="col" className="is-menu">
                <span className="visually-hidden">{t("planTable.rowActions")}</span>
              </th>
            )}
          </tr>
        </thead>
        {sections.map((section) =>
          section.kind === "week" ? (
            <WeekBody
              key={section.number}
              section={section}
              current={ofWeek(section)}
              acts={grid?.acts ?? null}
              words={words}
              onAdd={grid?.onAdd ?? null}
            />
          ) : (
            <BreakRow key={section.from} section={section} columnCount={columns.length + (grid ? 2 : 1)} />
          ),
        )}
      </table>
    </div>
  );
};
