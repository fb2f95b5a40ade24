import { Tag } from "antd";
import { isNow } from "./calendar-days.ts";
import type { TableWords } from "./use-table-words.ts";
import { type WeekSection, weekId } from "./week-sections.ts";

interface WeekHeadProps {
  section: WeekSection;
  words: Pick<TableWords, "t" | "days">;
}

/** Number, days and what is special of a week, beside all of its rows. */
export const WeekHead = ({ section, words }: WeekHeadProps) => (
  <th scope="rowgroup" rowSpan={Math.max(section.rows.length, 1)} className="week-head">
    <WeekFacts section={section} words={words} />
  </th>
);

export const WeekFacts = ({ section, words: { t, days: words } }: WeekHeadProps) => {
  const { number, week, daysOff, swaps } = section;
  return (
    <>
      <strong id={weekId(number)} className="week-number" tabIndex={-1}>
        {t("planTable.weekNumber", { number })}
      </strong>
      {week && <span className="week-days">{words.span(week.from, week.until)}</span>}
      {week && isNow(week) && <Tag color="processing">{t("planTable.thisWeek")}</Tag>}
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
