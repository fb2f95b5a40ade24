import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { CalendarPreview } from "../../api/types.ts";
import { unitName } from "../../api/units.ts";
import { useDayWords } from "../../components/use-day-words.ts";

/** What a change of the calendar shifts, before it is applied. */
export const ShiftList = ({ preview }: { preview: CalendarPreview }) => {
  const { t, i18n } = useTranslation();
  const words = useDayWords();
  const { shifted, rowsBeyond, firstBeyond, idle, campuses, weeks } = preview;
  const idleWords = {
    swap: (value: string) => t("termCalendar.idleSwap", { day: words.day(value) }),
    "open-day": (value: string) => t("termCalendar.idleOpenDay", { day: words.day(value) }),
    "exam-week": (number: string) => t("termCalendar.idleExamWeek", { number }),
    term: () => t("termCalendar.idleTerm"),
  };
  const span = (one: CalendarPreview["shifted"][number]["before"]) =>
    one
      ? t("termCalendar.span", { days: words.span(one.from, one.until), count: one.dayCount })
      : t("termCalendar.noWeek");
  return (
    <section className="shift-list" aria-label={t("termCalendar.shifts")}>
      <h2>{t("termCalendar.shifts")}</h2>
      <p role="status">
        {shifted.length === 0
          ? t("termCalendar.nothingShifts")
          : t("termCalendar.shiftCount", { count: shifted.length, weeks: weeks.length })}
      </p>
      {idle.map(({ kind, value }) => (
        <Alert key={`${kind} ${value}`} type="warning" showIcon title={idleWords[kind](value)} />
      ))}
      {rowsBeyond > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t("termCalendar.rowsBeyond", { count: rowsBeyond })}
          description={
            <ul>
              {[...Map.groupBy(firstBeyond, ({ planId }) => planId)].map(([planId, rows]) => (
                <li key={planId}>
                  <Link to={`/plans/${planId}`}>{rows[0]?.planTitle}</Link>
                  {t("termCalendar.rowNames", {
                    names: rows.map(({ week, name }) => t("termCalendar.rowName", { week, name })).join("；"),
                  })}
                </li>
              ))}
              {rowsBeyond > firstBeyond.length && (
                <li>{t("termCalendar.moreBeyond", { count: rowsBeyond - firstBeyond.length })}</li>
              )}
            </ul>
          }
        />
      )}
      {campuses.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t("termCalendar.campusesBeyond", { count: campuses.length })}
          description={
            <ul>
              {campuses.map(({ campus, rowsBeyond }) => (
                <li key={campus.id}>
                  {t("termCalendar.campusBeyond", {
                    campus: unitName(campus, i18n.language),
                    count: rowsBeyond,
                  })}
                </li>
              ))}
            </ul>
          }
        />
      )}
      {shifted.length > 0 && (
        <table className="shift-table">
          <thead>
            <tr>
              <th scope="col">{t("termCalendar.teachingWeek")}</th>
              <th scope="col">{t("termCalendar.before")}</th>
              <th scope="col">{t("termCalendar.after")}</th>
            </tr>
          </thead>
          <tbody>
            {shifted.map(({ number, before, after }) => (
              <tr key={number}>
                <th scope="row">{t("termCalendar.week", { number })}</th>
                <td>{span(before)}</td>
                <td>{span(after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
};
