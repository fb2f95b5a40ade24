import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { memo } from "react";
import { useDayWords } from "../../components/use-day-words.ts";
import { columns } from "./columns.ts";
import { PlanRow, type RowActs } from "./plan-row.tsx";
import { weekDropId } from "./row-dragging.tsx";
import type { GridState } from "./use-grid.ts";
import { nameOfRow } from "./use-plan-editing.tsx";
import type { TableWords } from "./use-table-words.ts";
import { WeekHead } from "./week-head.tsx";
import type { BreakSection, WeekSection } from "./week-sections.ts";

interface WeekBodyProps {
  section: WeekSection;
  /** Where the keyboard is, if it is in this week. */
  current: GridState | null;
  acts: RowActs | null;
  words: TableWords;
  /** Null where the plan is only read. */
  onAdd: ((week: number) => void) | null;
}

/** A week's rows; one without any has an empty line, so that no week is missing. */
export const WeekBody = memo(({ section, current, acts, words, onAdd }: WeekBodyProps) => {
  const { rows } = section;
  const at = (rowId: string) => (current?.rowId === rowId ? current : null);
  return (
    <tbody className={section.week?.isExam ? "week is-exam" : "week"}>
      {rows.map((row, index) => (
        <PlanRow
          key={row.id}
          row={row}
          week={index === 0 ? section : undefined}
          at={at(row.id)}
          acts={acts}
          words={words}
        />
      ))}
      {rows.length === 0 && <EmptyWeek section={section} words={words} onAdd={onAdd} />}
    </tbody>
  );
});

const EmptyWeek = ({ section, words, onAdd }: Pick<WeekBodyProps, "section" | "words" | "onAdd">) => {
  const { t } = words;
  const { number, continued } = section;
  const names = continued.map(nameOfRow).join("、");
  return (
    <tr data-row={weekDropId(number)}>
      <WeekHead section={section} words={words} />
      <td colSpan={columns.length + (onAdd ? 1 : 0)} className="quiet week-empty">
        {continued.length > 0 ? t("planTable.goesOn", { names }) : t("planTable.noRows")}
        {onAdd && (
          <Button type="link" size="small" icon={<PlusOutlined aria-hidden />} onClick={() => onAdd(number)}>
            {t("planTable.addToWeek", { number })}
          </Button>
        )}
      </td>
    </tr>
  );
};

/** A calendar week without school. */
export const BreakRow = ({ section, columnCount }: { section: BreakSection; columnCount: number }) => {
  const words = useDayWords();
  return (
    <tbody className="week-break">
      <tr>
        <td colSpan={columnCount}>
          {section.name} <span>{words.span(section.from, section.until)}</span>
        </td>
      </tr>
    </tbody>
  );
};
