import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Plan, TermCalendar } from "../../api/types.ts";
import { EmptyNotice } from "../../components/empty-notice.tsx";
import { columns } from "./columns.ts";
import { BreakRow, WeekBody } from "./week-body.tsx";
import { layOutSections } from "./week-sections.ts";

interface PlanTableProps {
  plan: Plan;
  calendar: TermCalendar | undefined;
}

/** The plan week by week, each lesson a row. */
export const PlanTable = ({ plan, calendar }: PlanTableProps) => {
  const { t } = useTranslation();
  const sections = useMemo(() => layOutSections(plan.rows, calendar), [plan.rows, calendar]);
  if (sections.length === 0) return <EmptyNotice text={t("planTable.empty")} />;
  return (
    <div className="plan-table-frame">
      <table className="plan-table">
        <caption className="visually-hidden">{plan.title}</caption>
        <thead>
          <tr>
            <th scope="col">{t("planTable.week")}</th>
            {columns.map((column) => (
              <th key={column} scope="col" className={`is-${column}`}>
                {t(`planTable.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        {sections.map((section) =>
          section.kind === "week" ? (
            <WeekBody key={section.number} section={section} />
          ) : (
            <BreakRow key={section.from} section={section} />
          ),
        )}
      </table>
    </div>
  );
};
