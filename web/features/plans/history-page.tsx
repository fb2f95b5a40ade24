import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";
import { newestPlan } from "../../api/page-inputs.ts";
import type { Plan } from "../../api/types.ts";
import { useApi } from "../../api/use-api.ts";
import { QueryState } from "../../components/query-state.tsx";
import { RowTitles, titlesById } from "../../components/row-titles.ts";
import { HistoryLine } from "./history-line.tsx";
import { PlanPart } from "./plan-part.tsx";
import "./plans.css";

/** Who changed what in a plan and when, latest first, for those who write it. */
export const HistoryPage = () => {
  const { id = "" } = useParams();
  const plan = useApi("GET /api/plans/{id}", newestPlan(id));
  return <QueryState query={plan}>{(shown) => <History plan={shown} />}</QueryState>;
};

const History = ({ plan }: { plan: Plan }) => {
  const { t } = useTranslation();
  const [address] = useSearchParams();
  const navigate = useNavigate();
  const cursor = address.get("cursor");
  const history = useApi("GET /api/plans/{id}/history", {
    params: { id: plan.id },
    query: cursor ? { cursor } : {},
  });
  const path = `/plans/${plan.id}/history`;
  const rowOf = new Map(plan.rows.map((row) => [row.id, row]));
  return (
    <PlanPart plan={plan} title={t("plans.history")}>
      <QueryState query={history}>
        {({ items, nextCursor, ...found }) => (
          <RowTitles value={titlesById(found)}>
            <ol className="plan-lines">
              {items.map((event) => (
                <HistoryLine key={`${event.at}${event.kind}${event.data.rowId}`} event={event} rows={rowOf} />
              ))}
            </ol>
            <p className="plan-links">
              {cursor && <Link to={path}>{t("action.firstPage")}</Link>}
              {nextCursor && (
                <Button
                  onClick={() => void navigate(`${path}?${new URLSearchParams({ cursor: nextCursor })}`)}
                >
                  {t("action.nextPage")}
                </Button>
              )}
            </p>
          </RowTitles>
        )}
      </QueryState>
    </PlanPart>
  );
};
