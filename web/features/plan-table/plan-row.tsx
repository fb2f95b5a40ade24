import { Tag } from "antd";
import { memo, type ReactNode, useSyncExternalStore } from "react";
import type { ShownPlanRow } from "../../api/types.ts";
import { RowLinks } from "../../components/row-links.tsx";
import { CellEditor, type LeaveTo } from "./cell-editor.tsx";
import { type Column, columns, isTyped, type TypedColumn } from "./columns.ts";
import { RowEnd } from "./row-end.tsx";
import type { RowMenuItem } from "./row-menu.tsx";
import type { PendingRow, RowPatch } from "./row-saver.ts";
import type { GridPlace, GridState } from "./use-grid.ts";
import { usePlanEditing } from "./use-plan-editing.tsx";
import type { TableWords } from "./use-table-words.ts";
import { WeekHead } from "./week-head.tsx";
import type { WeekSection } from "./week-sections.ts";

/** What a row's cells need beside the row; it stays the same, so that only rows that change are drawn again. */
export interface RowActs {
  onDirty: (isDirty: boolean) => void;
  onLeave: (from: GridPlace, to: LeaveTo | null) => void;
  onMenu: (rowId: string, item: RowMenuItem) => void;
}

interface PlanRowProps {
  row: ShownPlanRow;
  /** With the first row of a week, which carries the week's own cell. */
  week?: WeekSection | undefined;
  /** Where the keyboard is, if it is in this row. */
  at: GridState | null;
  acts: RowActs | null;
  words: TableWords;
}

const nothing = () => () => {};

const usePendingRow = (rowId: string): PendingRow | undefined => {
  const saver = usePlanEditing()?.saver;
  return useSyncExternalStore(saver?.subscribe ?? nothing, () => saver?.pending().get(rowId));
};

const textOf = (row: ShownPlanRow, column: TypedColumn): string => {
  if (column !== "periods") return row[column];
  return row.periods > 0 ? String(row.periods) : "";
};

export const PlanRow = memo(({ row: saved, week, at, acts, words }: PlanRowProps) => {
  const { t } = words;
  const editing = usePlanEditing();
  const pending = usePendingRow(saved.id);
  const row = pending ? { ...saved, ...(pending.patch as Partial<ShownPlanRow>), links: saved.links } : saved;
  const { first, last } = row.weeks;
  const marks = [row.isCorrection && "is-correction", pending && `is-${pending.status}`].filter(Boolean);

  const contents = (column: Column): ReactNode => {
    if (!isTyped(column)) return row.links.length > 0 && <RowLinks links={row.links} t={t} />;
    if (editing && acts && at?.mode === "typing" && at.stop === column)
      return (
        <CellEditor
          row={saved}
          column={column}
          value={textOf(row, column)}
          onDirty={acts.onDirty}
          onCommit={(base: ShownPlanRow, patch: RowPatch) => editing.saver.edit(base, patch)}
          onLeave={(to) => acts.onLeave({ rowId: row.id, stop: column }, to)}
        />
      );
    return textOf(row, column);
  };
  return (
    <tr data-row={row.id} className={marks.length > 0 ? marks.join(" ") : undefined}>
      {week && <WeekHead section={week} words={words} />}
      {columns.map((column) => (
        <td
          key={column}
          className={`is-${column}`}
          data-stop={column}
          data-label={words.column[column]}
          {...(acts && { tabIndex: at?.stop === column ? 0 : -1 })}
        >
          {contents(column)}
          {column === "lesson" && first !== last && <Tag>{t("planTable.weekSpan", { first, last })}</Tag>}
          {column === "lesson" && row.isCorrection && <Tag color="error">{t("planTable.correction")}</Tag>}
          {column === "notes" && row.reason && (
            <span className="row-reason">{t("planTable.reason", { reason: row.reason })}</span>
          )}
        </td>
      ))}
      {acts && <RowEnd row={row} at={at} words={words} onMenu={acts.onMenu} onLeave={acts.onLeave} />}
    </tr>
  );
});
