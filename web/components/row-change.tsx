import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { PlanRowChange } from "../api/types.ts";
import { ChangedWords } from "./changed-words.tsx";
import "./row-change.css";
import { type PartialRow, type RowField, useRowWords } from "./use-row-words.ts";

/** "moved" is a change of nothing but the row's place. */
export const kindOfChange = ({ change, fields }: PlanRowChange): PlanRowChange["change"] | "moved" =>
  change === "changed" && fields.every((field) => field === "weeks" || field === "order") ? "moved" : change;

const kindColours = { added: "success", dropped: "error", changed: "processing", moved: "purple" };

const shownOfWhole: RowField[] = ["unit", "content", "periods", "homework", "equipment", "notes", "links"];

interface RowChangeProps {
  change: PlanRowChange;
  /** The row of which the change names some fields only; what heads it where the change is not of the whole row. */
  row: PartialRow | undefined;
  reason?: string | null;
  /** What is to be known of the row at once. */
  mark?: string | null;
}

/** What became of one row of a plan: its fields with the words marked that changed, or the whole row. */
export const RowChange = ({ change, row, reason, mark }: RowChangeProps) => {
  const { t } = useTranslation();
  const words = useRowWords();
  const kind = kindOfChange(change);
  const [before, after] = [change.before ?? {}, change.after ?? {}];
  const whole = change.change === "changed" ? null : (change.after ?? change.before ?? {});
  const fields = whole ? shownOfWhole.filter((field) => words.value(whole, field) !== "") : change.fields;
  const textOf = (field: RowField) => {
    const [was, is] = [words.value(before, field), words.value(after, field)];
    if (field === "order") return t("rowChange.otherPlace");
    return was === is ? t("rowChange.sameCount", { words: is }) : <ChangedWords before={was} after={is} />;
  };
  return (
    <div className={`row-change is-${kind}`}>
      <p className="row-change-head">
        <Tag color={kindColours[kind]}>{t(`rowChange.kind.${kind}`)}</Tag>
        {mark && <Tag color="error">{mark}</Tag>}
        <strong>{words.heading(whole ?? { ...before, ...row })}</strong>
      </p>
      <dl>
        {fields.map((field) => (
          <div key={field}>
            <dt>{t(`rowChange.field.${field}`)}</dt>
            <dd>{whole ? words.value(whole, field) : textOf(field)}</dd>
          </div>
        ))}
      </dl>
      {reason && <p className="row-change-reason">{t("rowChange.reason", { reason })}</p>}
    </div>
  );
};
