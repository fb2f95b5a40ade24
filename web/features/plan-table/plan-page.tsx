import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";
import { termCalendar } from "../../api/page-inputs.ts";
import type { Plan } from "../../api/types.ts";
import { useApi } from "../../api/use-api.ts";
import { EmptyNotice } from "../../components/empty-notice.tsx";
import { PageTitle } from "../../components/page-title.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { EditedPlan } from "./edited-plan.tsx";
import { PlanCalendar } from "./plan-calendar.tsx";
import { PlanHead } from "./plan-head.tsx";
import { PlanTable } from "./plan-table.tsx";
import { usePlan } from "./use-plan.ts";
import { PlanEditingProvider, useEditingOf } from "./use-plan-editing.tsx";
import { ViewChoice } from "./view-choice.tsx";
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
  const { t } = useTranslation();
  const calendar = useApi("GET /api/units/{id}/calendars/{term}", termCalendar(plan), { staleTime: 60_000 });
  const { editing, dialog } = useEditingOf(plan.id);
  const isCalendar = useSearchParams()[0].get("view") === "calendar";
  const isEdited = plan.can.edit && plan.shows === "live";
  return (
    <PlanEditingProvider value={isEdited ? editing : null}>
      <article className="plan-page">
        <PageTitle title={plan.title} />
        <PlanHead plan={plan} />
        <ViewChoice calendar={calendar.data} />
        {isCalendar ? (
          <PlanCalendar plan={plan} calendar={calendar.data} />
        ) : isEdited ? (
          <EditedPlan plan={plan} calendar={calendar.data} editing={editing} />
        ) : plan.rows.length === 0 ? (
          <EmptyNotice text={t("planTable.empty")} />
        ) : (
          <PlanTable plan={plan} calendar={calendar.data} />
        )}
        {dialog}
      </article>
    </PlanEditingProvider>
  );
};
