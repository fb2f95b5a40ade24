import { Skeleton } from "antd";
import { useParams } from "react-router";
import type { Plan } from "../../api/types.ts";
import { useApi } from "../../api/use-api.ts";
import { PageTitle } from "../../components/page-title.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { PlanHead } from "./plan-head.tsx";
import { PlanTable } from "./plan-table.tsx";
import { usePlan } from "./use-plan.ts";
import "./plan-table.css";

export const PlanPage = () => {
  const { id = "" } = useParams();
  const plan = usePlan(id);
  return (
    <QueryState query={plan} waiting={<Skeleton active paragraph={{ rows: 12 }} />}>
      {(shown) => <PlanBody key={shown.id} plan={shown} />}
    </QueryState>
  );
};

const PlanBody = ({ plan }: { plan: Plan }) => {
  const calendar = useApi(
    "GET /api/units/{id}/calendars/{term}",
    { params: { id: plan.unit.id, term: plan.term } },
    { staleTime: 60_000 },
  );
  return (
    <article className="plan-page">
      <PageTitle title={plan.title} />
      <PlanHead plan={plan} />
      <PlanTable plan={plan} calendar={calendar.data} />
    </article>
  );
};
