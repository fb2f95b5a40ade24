import { useTranslation } from "react-i18next";
import type { TeachingWeek } from "../../api/types.ts";
import type { Holiday } from "./calendar-rules.ts";
import { addDays, mondaysBetween } from "./days.ts";
import { MonthTable } from "./month-table.tsx";

interface TermMonthsProps {
  weeks: TeachingWeek[];
  holidays: Holiday[];
}

/** The term month by month, with the number of each teaching week and what each day is. */
export const TermMonths = ({ weeks, holidays }: TermMonthsProps) => {
  const { t } = useTranslation();
  const [first, last] = [weeks[0], weeks.at(-1)];
  if (!first || !last) return null;
  const months = Map.groupBy(
    mondaysBetween(first.from, last.until).flatMap((monday) =>
      Array.from({ length: 7 }, (_, index) => addDays(monday, index)),
    ),
    (day) => day.slice(0, 7),
  );
  const schoolDays = new Map(
    weeks.flatMap((week) => week.schoolDays.map((schoolDay) => [schoolDay.on, { week, as: schoolDay.as }])),
  );
  return (
    <section className="calendar-months">
      <h2>{t("termCalendar.months", { count: weeks.length })}</h2>
      <ul className="calendar-key">
        {(["school", "off", "swap", "exam"] as const).map((kind) => (
          <li key={kind} className={`is-${kind}`}>
            {t(`termCalendar.key.${kind}`)}
          </li>
        ))}
      </ul>
      <div className="term-months">
        {[...months]
          .filter(([month]) => first.from.slice(0, 7) <= month && month <= last.until)
          .map(([month, days]) => (
            <MonthTable key={month} month={month} days={days} schoolDays={schoolDays} holidays={holidays} />
          ))}
      </div>
    </section>
  );
};
