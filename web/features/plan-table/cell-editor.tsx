import { App } from "antd";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ShownPlanRow } from "../../api/types.ts";
import { mostCharacters, type TypedColumn } from "./columns.ts";
import type { RowPatch } from "./row-saver.ts";

export type LeaveTo = "here" | "next" | "previous";

interface CellEditorProps {
  /** As the server has it, when the typing begins. */
  row: ShownPlanRow;
  column: TypedColumn;
  value: string;
  onDirty: (isDirty: boolean) => void;
  onCommit: (base: ShownPlanRow, patch: RowPatch) => void;
  onLeave: (to: LeaveTo | null) => void;
}

const mostPeriods = 60;

/** Whole periods: half of one is rounded up. */
const periodsOf = (text: string): number => Math.min(Math.round(Number.parseFloat(text) || 0), mostPeriods);

const patchOf = (column: TypedColumn, text: string): RowPatch =>
  column === "periods" ? { periods: periodsOf(text) } : { [column]: text.trim() };

/**
 * Typing in place. Enter, Tab or going elsewhere keeps what was typed, Escape gives it up; what is typed when the row is
 * moved away under it by somebody else is kept as well.
 */
export const CellEditor = ({ row, column, value, onDirty, onCommit, onLeave }: CellEditorProps) => {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [base] = useState(row);
  const [text, setText] = useState(value);
  const input = useRef<HTMLTextAreaElement>(null);
  const typed = useRef({ text: value, isDone: false });

  const keep = () => {
    const { text, isDone } = typed.current;
    typed.current.isDone = true;
    if (!isDone && text.trim() !== value.trim()) {
      onCommit(base, patchOf(column, text));
      const periods = periodsOf(text);
      if (column === "periods" && text !== "" && periods !== Number(text))
        void message.info(t("planTable.periodsRounded", { periods, most: mostPeriods }));
    }
    onDirty(false);
  };
  const latest = useRef(keep);
  latest.current = keep;
  useEffect(() => {
    const area = input.current;
    area?.focus();
    area?.select();
    return () => {
      // Effects run twice where React checks them; then the field is still there.
      if (!area?.isConnected) latest.current();
    };
  }, []);

  const leave = (to: LeaveTo | null) => {
    keep();
    onLeave(to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    const isNewLine = event.shiftKey || event.altKey;
    if (event.key === "Escape") typed.current.isDone = true;
    else if (event.key !== "Tab" && (event.key !== "Enter" || isNewLine)) return;
    event.preventDefault();
    leave(event.key === "Tab" ? (event.shiftKey ? "previous" : "next") : "here");
  };
  return (
    <textarea
      ref={input}
      className="cell-editor"
      aria-label={t(`planTable.column.${column}`)}
      inputMode={column === "periods" ? "decimal" : "text"}
      maxLength={mostCharacters[column]}
      rows={1}
      value={text}
      onChange={({ target }) => {
        const next =
          column === "periods" ? target.value.replace(/[．。]/g, ".").replace(/[^\d.]/g, "") : target.value;
        typed.current.text = next;
        setText(next);
        onDirty(next.trim() !== value.trim());
      }}
      onKeyDown={onKeyDown}
      onBlur={() => leave(null)}
    />
  );
};
