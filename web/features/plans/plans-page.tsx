import { Alert, Button, Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router";
import { useApi } from "../../api/use-api.ts";
import { EmptyNotice } from "../../components/empty-notice.tsx";
import { PageTitle } from "../../components/page-title.tsx";
import { QueryState } from "../../components/query-state.tsx";
import {
  hasFilters,
  mostPlans,
  type PlanList,
  type PlanView,
  planQuery,
  planViews,
  readPlanList,
  writePlanList,
} from "./list-address.ts";
import { PlanFilters } from "./plan-filters.tsx";
import { PlanItems } from "./plan-items.tsx";
import "./plans.css";

/** The term plans that one may see; the filters are the page's address. */
export const PlansPage = () => {
  const { t } = useTranslation();
  const [address, setAddress] = useSearchParams();
  const list = readPlanList(address);
  const plans = useApi("GET /api/plans", { query: planQuery(list) }, { keepPrevious: true });
  const isWriter = (plans.data?.can.create.length ?? 0) > 0;
  const navigate = useNavigate();
  const show = (next: Partial<PlanList>) =>
    setAddress(writePlanList({ ...list, ...next }), { preventScrollReset: true });
  return (
    <>
      <PageTitle title={t("plans.title")} />
      <h1>{t("plans.title")}</h1>
      <div className="plan-bar">
        <Segmented<PlanView>
          aria-label={t("plans.view")}
          value={list.view}
          onChange={(view) => show({ view })}
          options={planViews.map((value) => ({ value, label: t(`plans.views.${value}`) }))}
        />
        {isWriter && (
          <Button type="primary" onClick={() => void navigate("/plans/new")}>
            {t("plans.new")}
          </Button>
        )}
        {plans.data?.can.oversee && <Link to="/drift">{t("planCopies.boardTitle")}</Link>}
      </div>
      <PlanFilters filters={list.filters} onChange={(filters) => show({ filters })} />
      <QueryState query={plans}>
        {({ items, nextCursor }) => (
          <section aria-label={t(`plans.views.${list.view}`)} aria-busy={plans.isPlaceholderData}>
            {items.length === 0 && <EmptyNotice text={t(emptyText(list, isWriter))} />}
            {items.length > 0 && (
              <>
                <p className="quiet">{t("plans.count", { count: items.length })}</p>
                <PlanItems items={items} />
              </>
            )}
            {nextCursor && <Alert type="info" title={t("plans.cut", { most: mostPlans })} />}
          </section>
        )}
      </QueryState>
    </>
  );
};

const emptyText = (list: PlanList, isWriter: boolean) => {
  if (hasFilters(list)) return "plans.empty.filtered" as const;
  if (list.view !== "current") return `plans.empty.${list.view}` as const;
  return isWriter ? ("plans.empty.writer" as const) : ("plans.empty.reader" as const);
};
