import { Radio } from "antd";
import { useTranslation } from "react-i18next";
import type { PlanConflict } from "../../api/types.ts";
import { ChangedWords } from "../../components/changed-words.tsx";
import { RowChange } from "../../components/row-change.tsx";
import { type PartialRow, useRowWords } from "../../components/use-row-words.ts";
import { keyOf, type Side, sideAsChange } from "./pull-choices.ts";

interface ConflictChoiceProps {
  conflict: PlanConflict;
  row: PartialRow | undefined;
  isCorrection: boolean;
  taken: Side | undefined;
  onTake: (side: Side) => void;
}

/** One thing that both sides changed: as it was, and the two to choose between. */
export const ConflictChoice = ({ conflict, row, isCorrection, taken, onTake }: ConflictChoiceProps) => {
  const { t } = useTranslation();
  const words = useRowWords();
  const { field, base } = conflict;
  const heading = words.heading(row ?? conflict.ours ?? conflict.theirs ?? base ?? {});
  const textOf = (value: PartialRow | null) =>
    field === "row" ? "" : words.value(value ?? {}, field === "place" ? "weeks" : field);
  const was = textOf(base);
  const isOrderOnly = field === "place" && textOf(conflict.theirs) === textOf(conflict.ours);
  const sideText = (side: Side) => {
    const value = conflict[side];
    if (field === "row") return <RowChange change={sideAsChange(conflict, value)} row={base ?? undefined} />;
    const text = textOf(value);
    if (isOrderOnly) return `${text} ${t(`planCopies.order.${side}`)}`;
    return text === "" ? t("planCopies.emptied") : <ChangedWords before={was} after={text} />;
  };
  return (
    <fieldset className={taken ? "conflict is-settled" : "conflict"} data-conflict={keyOf(conflict)}>
      <legend>
        {heading}：{t(`rowChange.field.${field}`)}
        {isCorrection && <span className="conflict-correction">{t("rowChange.correction")}</span>}
      </legend>
      <div className="conflict-sides">
        {field !== "row" && (
          <div className="conflict-base">
            <strong>{t("planCopies.side.base")}</strong>
            <div>{was || t("planCopies.emptied")}</div>
          </div>
        )}
        <Radio.Group
          className="conflict-radios"
          name={keyOf(conflict)}
          value={taken}
          onChange={({ target }) => onTake(target.value)}
          aria-label={`${heading}：${t(`rowChange.field.${field}`)}`}
        >
          {(["theirs", "ours"] as const).map((side) => (
            <Radio key={side} value={side}>
              <strong>{t(`planCopies.side.${side}`)}</strong>
              <div>{sideText(side)}</div>
            </Radio>
          ))}
        </Radio.Group>
      </div>
    </fieldset>
  );
};
