import { Alert, Button, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PlanCard } from "../../api/types.ts";
import { unitName } from "../../api/units.ts";
import { useApi } from "../../api/use-api.ts";
import { Labelled } from "../../components/labelled.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { useLabels } from "../../components/use-labels.ts";
import { useProblemText } from "../../components/use-problem-text.ts";
import { VocabularySelect } from "../../components/vocabulary-select.tsx";
import type { NewPlanProps } from "./blank-plan.tsx";
import { mostPlans } from "./list-address.ts";
import { RolledNotices } from "./rolled-notices.tsx";
import { UnitSelect } from "./unit-select.tsx";
import { useRollForward } from "./use-roll-forward.ts";

/** A plan made of one of an earlier term: the same teaching weeks, on the days of the new calendar. */
export const RolledPlan = (props: NewPlanProps) => {
  const plans = useApi("GET /api/plans", { query: { limit: mostPlans } });
  return <QueryState query={plans}>{({ items }) => <RolledForm plans={items} {...props} />}</QueryState>;
};

const RolledForm = ({ plans, first, unitIds }: NewPlanProps & { plans: PlanCard[] }) => {
  const { t, i18n } = useTranslation();
  const { label } = useLabels();
  const problemText = useProblemText();
  const [planId, setPlanId] = useState<string | null>(null);
  const [term, setTerm] = useState(first.term);
  const [unitId, setUnitId] = useState(first.unitId);
  const roll = useRollForward();
  if (roll.data) return <RolledNotices rolled={roll.data} />;
  const options = plans.map((plan) => ({
    value: plan.id,
    label: [plan.title, unitName(plan.unit, i18n.language), label("term", plan.term)].join(" · "),
  }));
  const isReady = planId !== null && term !== null && unitId !== null;
  return (
    <>
      <p className="quiet">{t("plans.rolledHint")}</p>
      <div className="fields-form">
        <Labelled label={t("plans.rolledFrom")} isWide>
          {(id) => (
            <Select
              id={id}
              className="full-width"
              showSearch={{ optionFilterProp: "label" }}
              value={planId}
              onChange={setPlanId}
              options={options}
            />
          )}
        </Labelled>
        <Labelled label={t("plans.field.term")}>
          {(id) => <VocabularySelect id={id} scheme="term" isRequired value={term} onChange={setTerm} />}
        </Labelled>
        <Labelled label={t("plans.field.unit")}>
          {(id) => <UnitSelect id={id} unitIds={unitIds} value={unitId} onChange={setUnitId} />}
        </Labelled>
      </div>
      <div className="plan-create">
        {roll.error && <Alert type="error" role="alert" title={problemText(roll.error)} />}
        <Button
          type="primary"
          disabled={!isReady}
          loading={roll.isPending}
          onClick={() => isReady && roll.mutate({ planId, term, unitId })}
        >
          {t("plans.create")}
        </Button>
      </div>
    </>
  );
};
