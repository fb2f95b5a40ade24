import { useTranslation } from "react-i18next";
import type { TeachingWeek } from "../../api/types.ts";
import { useDayWords } from "../../components/use-day-words.ts";
import { dateFormat } from "../../locales/format.ts";
import type { Holiday } from "./calendar-rules.ts";
import { addDays, mondayOf, mondaysBetween } from "./days.ts";

interface MonthTableProps {
  /** "2026-09" */
  month: string;
  days: string[];
  schoolDays: ReadonlyMap<string, { week: TeachingWeek; as: string }>;
  holidays: Holiday[];
}

export const MonthTable = ({ month, days, schoolDays, holidays }: MonthTableProps) => {
  const { t, i18n } = useTranslation();
  const words = useDayWords();
  const mondays = mondaysBetween(days[0] ?? "", days.at(-1) ?? "");
  const title = dateFormat(i18n.language, {
    year: "numeric",
    month: "long",
    timeZone: "UTC",
  }).format(new Date(`${month}-01T00:00:00Z`));
  const cell = (day: string) => {
    if (!day.startsWith(month)) return <td key={day} className="is-outside" />;
    const school = schoolDays.get(day);
    const holiday = holidays.find(({ from, until }) => from <= day && day <= until);
    const isSwap = school && school.as !== day;
    const kinds = [
      school ? "is-school" : "is-free",
      holiday && !school && "is-off",
      isSwap && "is-swap",
      school?.week.isExam && "is-exam",
    ];
    const note = isSwap
      ? t("termCalendar.asDay", { day: words.weekday(school.as) })
      : !school && holiday?.name;
    return (
      <td key={day} className={kinds.filter(Boolean).join(" ")}>
        <time dateTime={day}>{Number(day.slice(8))}</time>
        {note && <small>{note}</small>}
      </td>
    );
  };
  const weekOf = (monday: string) => {
    for (let index = 0; index < 7; index++) {
      const school = schoolDays.get(addDays(monday, index));
      if (school) return school.week.number;
    }
    return null;
  };
  return (
    <table className="month-table">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{t("termCalendar.weekColumn")}</th>
          {Array.from({ length: 7 }, (_, index) => addDays(mondayOf("2026-08-31"), index)).map((day) => (
            <th key={day} scope="col">
              {words.weekday(day)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {mondays.map((monday) => (
          <tr key={monday}>
            <th scope="row">{weekOf(monday) ?? "—"}</th>
            {Array.from({ length: 7 }, (_, index) => cell(addDays(monday, index)))}
          </tr>
        ))}
      </tbody>
    </table>
  );
};
