import { Alert, Button } from "antd";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { type Location, useNavigate } from "react-router";
import type { NewPlan } from "../../api/types.ts";
import { useLeaveWarning } from "../../components/use-leave-warning.ts";
import { useProblemText } from "../../components/use-problem-text.ts";
import { isComplete, type PlanHeading } from "./plan-heading.ts";
import { useCreatePlan } from "./use-create-plan.ts";

interface CreateButtonProps {
  heading: PlanHeading;
  plan: () => NewPlan;
  /** Whether leaving loses what somebody typed or brought. */
  hasWork: boolean;
  /** How many rows the plan will have, to be said on the button. */
  rowCount?: number;
}

/** Each way to a new plan has work of its own. */
const wayOf = ({ pathname, search }: Location): string => pathname + search;

/** Makes the plan and opens it; says what is missing as long as something is. */
export const CreateButton = ({ heading, plan, hasWork, rowCount }: CreateButtonProps) => {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const navigate = useNavigate();
  const create = useCreatePlan();
  const madeId = create.data?.id;
  useLeaveWarning(hasWork && madeId === undefined, wayOf);
  // After the warning is off: it would ask about the plan that was made.
  useEffect(() => {
    if (madeId !== undefined) void navigate(`/plans/${madeId}`);
  }, [madeId, navigate]);
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
