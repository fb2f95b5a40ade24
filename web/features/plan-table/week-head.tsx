import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import { useDayWords } from "../../components/use-day-words.ts";
import type { WeekSection } from "./week-sections.ts";

/** Number, days and what is special of a week, beside all of its rows. */
export const WeekHead = ({ section }: { section: WeekSection }) => {
  const { t } = useTranslation();
  const words = useDayWords();
  const { number, week, rows, daysOff, swaps } = section;
  return (
    <th scope="rowgroup" rowSpan={Math.max(rows.length, 1)} className="week-head">
      <strong>{t("planTable.weekNumber", { number })}</strong>
      {week && <span className="week-days">{words.span(week.from, week.until)}</span>}
      {section.isMerged && <Tag>{t("planTable.merged")}</Tag>}
      {week?.isExam && <Tag color="warning">{t("planTable.exam")}</Tag>}
      {section.isBeyond && <Tag color="error">{t("planTable.beyond")}</Tag>}
      {daysOff.map(({ name, from, until }) => (
        <span key={from} className="week-note">
          {t("planTable.off", { name, days: words.span(from, until) })}
        </span>
      ))}
      {swaps.map(({ on, as }) => (
        <span key={on} className="week-note">
          {t("planTable.swap", { on: words.day(on), as: words.weekday(as) })}
        </span>
      ))}
    </th>
  );
};
