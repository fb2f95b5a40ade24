import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { PlanConflict } from "../../api/types.ts";
import { type Side, sharedFields } from "./pull-choices.ts";

interface SettleTogetherProps {
  conflicts: PlanConflict[];
  onSettle: (conflicts: PlanConflict[], take: Side) => void;
}

/** Settles all conflicts by one rule, or all of one field. */
export const SettleTogether = ({ conflicts, onSettle }: SettleTogetherProps) => {
  const { t } = useTranslation();
  const line = (label: string, some: PlanConflict[]) => (
    <li key={label}>
      <span>{label}</span>
      {(["ours", "theirs"] as const).map((side) => (
        <Button
          key={side}
          size="small"
          onClick={() => onSettle(some, side)}
          aria-label={`${label}：${t(`planCopies.rule.${side}`)}`}
        >
          {t(`planCopies.rule.${side}`)}
        </Button>
      ))}
    </li>
  );
  return (
    <ul className="settle-together" aria-label={t("planCopies.together")}>
      {line(t("planCopies.allConflicts", { count: conflicts.length }), conflicts)}
      {sharedFields(conflicts).map(([field, some]) =>
        some.length === conflicts.length
          ? null
          : line(t("planCopies.ofField", { field: t(`rowChange.field.${field}`), count: some.length }), some),
      )}
    </ul>
  );
};
