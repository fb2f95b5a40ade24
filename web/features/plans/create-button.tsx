import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import type { NewPlan } from "../../api/types.ts";
import { useProblemText } from "../../components/use-problem-text.ts";
import { isComplete, type PlanHeading } from "./plan-heading.ts";
import { useCreatePlan } from "./use-create-plan.ts";

interface CreateButtonProps {
  heading: PlanHeading;
  plan: () => NewPlan;
  /** How many rows the plan will have, to be said on the button. */
  rowCount?: number;
}

/** Makes the plan; says what is missing as long as something is. */
export const CreateButton = ({ heading, plan, rowCount }: CreateButtonProps) => {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const create = useCreatePlan();
  const isReady = isComplete(heading);
  const label =
    rowCount === undefined
      ? t("plans.create")
      : t("plans.createWith", { rows: t("plans.rows", { count: rowCount }) });
  return (
    <div className="plan-create">
      {create.error && <Alert type="error" role="alert" title={problemText(create.error)} />}
      <Button
        type="primary"
        disabled={!isReady || rowCount === 0}
        loading={create.isPending}
        onClick={() => create.mutate(plan())}
      >
        {label}
      </Button>
      {!isReady && <span className="quiet">{t("plans.incomplete")}</span>}
    </div>
  );
};
