import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";
import type { Plan } from "../../api/types.ts";
import { useApi } from "../../api/use-api.ts";
import { EmptyNotice } from "../../components/empty-notice.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { Comparison } from "./comparison.tsx";
import { PlanPart } from "./plan-part.tsx";
import { RevisionSelect } from "./revision-select.tsx";
import "./plans.css";

/** Any two revisions of a plan, or one and the draft, side by side in one text; both are the page's address. */
export const ComparePage = () => {
  const { id = "" } = useParams();
  const plan = useApi("GET /api/plans/{id}", { params: { id } });
  return <QueryState query={plan}>{(shown) => <Compare plan={shown} />}</QueryState>;
};

const Compare = ({ plan }: { plan: Plan }) => {
  const { t } = useTranslation();
  const [address, setAddress] = useSearchParams();
  const revisions = useApi("GET /api/plans/{id}/revisions", { params: { id: plan.id } });
  const newest = plan.currentNumber ?? 0;
  const from = Number(address.get("from") ?? Math.max(newest - 1, 1));
  const wanted = address.get("to") ?? String(newest);
  const to = wanted === "live" ? ("live" as const) : Number(wanted);
  const show = (next: { from?: string; to?: string }) =>
    setAddress({ from: String(from), to: String(to), ...next }, { preventScrollReset: true });
  if (newest === 0)
    return (
      <PlanPart plan={plan} title={t("plans.compare")}>
        <EmptyNotice text={t(plan.upstreamId ? "plans.copyHasNone" : "plans.noRevisions")} />
      </PlanPart>
    );
  return (
    <PlanPart plan={plan} title={t("plans.compare")}>
      <QueryState query={revisions}>
        {({ items }) => (
          <div className="plan-filters">
            <RevisionSelect
              label={t("plans.compareFrom")}
              revisions={items}
              value={String(from)}
              onChange={(from) => show({ from })}
            />
            <RevisionSelect
              label={t("plans.compareTo")}
              revisions={items}
              hasDraft={plan.can.edit}
              value={String(to)}
              onChange={(to) => show({ to })}
            />
          </div>
        )}
      </QueryState>
      <Comparison planId={plan.id} from={from} to={to} />
    </PlanPart>
  );
};
