import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import { useDayWords } from "../../components/use-day-words.ts";
import { today } from "./calendar-days.ts";
import { mondayOf, sundayOf, type WeekSection } from "./week-sections.ts";

/** Number, days and what is special of a week, beside all of its rows. */
export const WeekHead = ({ section }: { section: WeekSection }) => (
  <th scope="rowgroup" rowSpan={Math.max(section.rows.length, 1)} className="week-head">
    <WeekFacts section={section} />
  </th>
);

export const WeekFacts = ({ section }: { section: WeekSection }) => {
  const { t } = useTranslation();
  const words = useDayWords();
  const { number, week, daysOff, swaps } = section;
  const now = today();
  return (
    <>
      <strong>{t("planTable.weekNumber", { number })}</strong>
      {week && <span className="week-days">{words.span(week.from, week.until)}</span>}
      {week && mondayOf(week.from) <= now && now <= sundayOf(week.until) && (
        <Tag color="processing">{t("planTable.thisWeek")}</Tag>
      )}
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
    </>
  );
};
