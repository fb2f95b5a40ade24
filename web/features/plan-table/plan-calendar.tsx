import { Tag } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Plan, ShownPlanRow, TermCalendar } from "../../api/types.ts";
import { EmptyNotice } from "../../components/empty-notice.tsx";
import { RowLinks } from "../../components/row-links.tsx";
import { useDayWords } from "../../components/use-day-words.ts";
import { type CalendarDay, calendarWeeksOf, today } from "./calendar-days.ts";
import { nameOfRow } from "./use-plan-editing.tsx";
import { WeekFacts } from "./week-head.tsx";
import { daysOffOf, layOutSections } from "./week-sections.ts";

interface PlanCalendarProps {
  plan: Plan;
  calendar: TermCalendar | undefined;
}

/** The same plan over the days of the term: a lane for each teaching week, with what is taught in it. */
export const PlanCalendar = ({ plan, calendar }: PlanCalendarProps) => {
  const { t } = useTranslation();
  const words = useDayWords();
  const sections = useMemo(() => layOutSections(plan.rows, calendar), [plan.rows, calendar]);
  const daysOff = calendar ? daysOffOf(calendar) : [];
  if (sections.length === 0) return <EmptyNotice text={t("planTable.empty")} />;
  return (
    <ol className="plan-calendar">
      {sections.map((section) => (
        <li
          key={section.kind === "week" ? section.number : section.from}
          className={section.kind === "week" ? "week-lane" : "week-lane is-break"}
        >
          <div className="lane-head">
            {section.kind === "week" ? (
              <WeekFacts section={section} words={{ t, days: words }} />
            ) : (
              <>
                <strong>{section.name}</strong>
                <span className="week-days">{words.span(section.from, section.until)}</span>
              </>
            )}
          </div>
          <div className="lane-body">
            {calendarWeeksOf(section, daysOff).map((days) => (
              <ol key={days[0]?.day} className="lane-days">
                {days.map((day) => (
                  <LaneDay key={day.day} day={day} />
                ))}
              </ol>
            ))}
            {section.kind === "week" && (
              <ul className="lane-rows">
                {section.continued.map((row) => (
                  <LaneRow key={row.id} row={row} isContinued />
                ))}
                {section.rows.map((row) => (
                  <LaneRow key={row.id} row={row} />
                ))}
              </ul>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
};

const LaneDay = ({ day: { day, isSchool, holiday, as } }: { day: CalendarDay }) => {
  const { t } = useTranslation();
  const words = useDayWords();
  const isToday = day === today();
  const marks = ["lane-day", !isSchool && "is-off", isToday && "is-today"].filter(Boolean);
  return (
    <li className={marks.join(" ")} {...(isToday && { "aria-current": "date" as const })}>
      <span>
        {words.weekday(day)} {words.day(day)}
      </span>
      {isToday && <strong>{t("planTable.today")}</strong>}
      {holiday && <span>{holiday}</span>}
      {as && <span>{t("planTable.swapShort", { as: words.weekday(as) })}</span>}
    </li>
  );
};

const LaneRow = ({ row, isContinued = false }: { row: ShownPlanRow; isContinued?: boolean }) => {
  const { t } = useTranslation();
  return (
    <li className={row.isCorrection ? "is-correction" : undefined}>
      {isContinued ? t("planTable.goesOn", { names: nameOfRow(row) }) : nameOfRow(row)}
      {row.periods > 0 && !isContinued && (
        <span className="quiet">{t("planTable.periodCount", { count: row.periods })}</span>
      )}
      {row.isCorrection && <Tag color="error">{t("planTable.correction")}</Tag>}
      {!isContinued && <RowLinks links={row.links} t={t} />}
    </li>
  );
};
