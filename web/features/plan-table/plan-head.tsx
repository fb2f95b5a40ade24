import { useTranslation } from "react-i18next";
import type { Plan } from "../../api/types.ts";
import { unitName } from "../../api/units.ts";
import { useLabels } from "../../components/use-labels.ts";
import { PlanActions } from "./plan-actions.tsx";
import { PlanState } from "./plan-state.tsx";

export const PlanHead = ({ plan }: { plan: Plan }) => {
  const { t, i18n } = useTranslation();
  const { label } = useLabels();
  const facts = [
    unitName(plan.unit, i18n.language),
    label("term", plan.term),
    label("subject", plan.subject),
    label("grade", plan.grade),
    plan.edition && label("edition", plan.edition),
    plan.volume && label("volume", plan.volume),
    t("planTable.periodsPerWeek", { count: plan.periodsPerWeek }),
    t("planTable.periodsInAll", { count: plan.rows.reduce((sum, { periods }) => sum + periods, 0) }),
  ].filter((fact) => fact !== null);
  return (
    <header className="plan-head">
      <div className="plan-head-text">
        <h1>{plan.title}</h1>
        <p className="byline">
          {facts.map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </p>
        <PlanState plan={plan} />
      </div>
      <PlanActions plan={plan} />
    </header>
  );
};
