import { useTranslation } from "react-i18next";
import { columns } from "./columns.ts";
import { PlanRow } from "./plan-row.tsx";
import { useDayWords } from "./use-day-words.ts";
import { WeekHead } from "./week-head.tsx";
import type { BreakSection, WeekSection } from "./week-sections.ts";

/** A week's rows; one without any has an empty line, so that no week is missing. */
export const WeekBody = ({ section }: { section: WeekSection }) => {
  const { t } = useTranslation();
  const { rows, continued } = section;
  const [first, ...others] = rows;
  const head = <WeekHead section={section} />;
  const names = continued.map(({ lesson, unit, content }) => lesson || unit || content).join("、");
  return (
    <tbody className={section.week?.isExam ? "week is-exam" : "week"}>
      {first ? (
        <PlanRow row={first} head={head} />
      ) : (
        <tr>
          {head}
          <td colSpan={columns.length} className="quiet week-empty">
            {continued.length > 0 ? t("planTable.goesOn", { names }) : t("planTable.noRows")}
          </td>
        </tr>
      )}
      {others.map((row) => (
        <PlanRow key={row.id} row={row} />
      ))}
    </tbody>
  );
};

/** A calendar week without school. */
export const BreakRow = ({ section }: { section: BreakSection }) => {
  const words = useDayWords();
  return (
    <tbody className="week-break">
      <tr>
        <td colSpan={columns.length + 1}>
          {section.name} <span>{words.span(section.from, section.until)}</span>
        </td>
      </tr>
    </tbody>
  );
};
