import { Alert, Button, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ShownPlanRow } from "../../api/types.ts";
import { clashingFields, type PendingRow, type RowField, type RowPatch, type RowSaver } from "./row-saver.ts";
import { useFieldWords } from "./use-field-words.ts";
import { nameOfRow } from "./use-plan-editing.tsx";

type Choice = "mine" | "theirs" | "both";
type Conflict = PendingRow & { theirs: ShownPlanRow };

const joinable = new Set<RowField>(["unit", "lesson", "content", "homework", "equipment", "notes"]);

const settled = ({ patch, theirs }: Conflict, choices: Partial<Record<RowField, Choice>>): RowPatch =>
  Object.fromEntries(
    Object.entries(patch).map(([name, mine]) => {
      const field = name as RowField;
      const choice = choices[field] ?? "mine";
      if (choice === "theirs") return [field, theirs[field]];
      return [field, choice === "both" ? `${theirs[field]}\n${mine}` : mine];
    }),
  );

/** Two people wrote one field: both texts side by side, and which of them stays, or both. */
export const ConflictPanel = ({ state, saver }: { state: Conflict; saver: RowSaver }) => {
  const { t } = useTranslation();
  const words = useFieldWords();
  const [choices, setChoices] = useState<Partial<Record<RowField, Choice>>>({});
  const fields = clashingFields(state);
  const isSettled = fields.every((field) => choices[field] !== undefined);
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      title={t("planTable.conflict", { name: nameOfRow(state.theirs) })}
      description={
        <div className="conflict">
          {fields.map((field) => (
            <fieldset key={field}>
              <legend>{words.name(field)}</legend>
              <div className="conflict-sides">
                <div>
                  <span className="quiet">{t("planTable.mine")}</span>
                  <p>{words.value(field, state.patch)}</p>
                </div>
                <div>
                  <span className="quiet">{t("planTable.theirs")}</span>
                  <p>{words.value(field, state.theirs)}</p>
                </div>
              </div>
              <Radio.Group
                aria-label={words.name(field)}
                value={choices[field]}
                onChange={({ target }) => setChoices((now) => ({ ...now, [field]: target.value as Choice }))}
                options={(["mine", "theirs", "both"] as const)
                  .filter((choice) => choice !== "both" || joinable.has(field))
                  .map((choice) => ({ value: choice, label: t(`planTable.keep.${choice}`) }))}
              />
            </fieldset>
          ))}
          <Button
            type="primary"
            size="small"
            disabled={!isSettled}
            onClick={() => saver.settle(state.theirs, settled(state, choices))}
          >
            {t("planTable.settle")}
          </Button>
        </div>
      }
    />
  );
};
