import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";
import type { Plan } from "../../api/types.ts";
import { unitName } from "../../api/units.ts";
import { useApi } from "../../api/use-api.ts";
import { QueryState } from "../../components/query-state.tsx";
import { PlanFacts } from "./plan-facts.tsx";
import { PlanPart } from "./plan-part.tsx";
import { PrintedFacts } from "./printed-facts.tsx";
import { PrintedWeeks } from "./printed-weeks.tsx";
import "./plans.css";

/** A plan for paper: A4 across, the table's header on each page, no week torn apart. */
export const PrintPage = () => {
  const { id = "" } = useParams();
  const revision = useSearchParams()[0].get("revision");
  const number = Number(revision);
  const isOld = Number.isSafeInteger(number) && number > 0;
  const newest = useApi(
    "GET /api/plans/{id}",
    { params: { id }, query: revision === "live" ? { shows: "live" } : {} },
    { enabled: !isOld },
  );
  const old = useApi(
    "GET /api/plans/{id}/revisions/{number}",
    { params: { id, number } },
    { enabled: isOld },
  );
  return <QueryState query={isOld ? old : newest}>{(plan) => <PrintedPlan plan={plan} />}</QueryState>;
};

const PrintedPlan = ({ plan }: { plan: Plan }) => {
  const { t, i18n } = useTranslation();
  const calendar = useApi("GET /api/units/{id}/calendars/{term}", {
    params: { id: plan.unit.id, term: plan.term },
  });
  return (
    <PlanPart plan={plan} title={plan.title}>
      <p className="printed-heading">
        {unitName(plan.unit, i18n.language)} · <PlanFacts plan={plan} />
        {typeof plan.shows === "number" && ` · ${t("plans.revision", { number: plan.shows })}`}
      </p>
      <p className="printed-heading">
        <PrintedFacts plan={plan} calendar={calendar.data} />
      </p>
      <p className="no-print">
        <Button type="primary" onClick={() => window.print()}>
          {t("plans.print")}
        </Button>
      </p>
      <PrintedWeeks rows={plan.rows} weeks={calendar.data?.weeks ?? []} />
    </PlanPart>
  );
};
