import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import type { Plan } from "../../api/types.ts";
import { useApi } from "../../api/use-api.ts";
import { EmptyNotice } from "../../components/empty-notice.tsx";
import { ForbiddenNotice } from "../../components/forbidden-notice.tsx";
import { PageTitle } from "../../components/page-title.tsx";
import { PeriodNotice } from "../../components/period-notice.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { DriftTable } from "./drift-table.tsx";
import "./plan-copies.css";

/** How the campuses follow one plan. */
export const CopiesPage = () => {
  const { id = "" } = useParams();
  const plan = useApi("GET /api/plans/{id}", { params: { id } });
  return (
    <QueryState query={plan}>
      {(shown) => (shown.can.oversee ? <Copies plan={shown} /> : <ForbiddenNotice />)}
    </QueryState>
  );
};

const Copies = ({ plan }: { plan: Plan }) => {
  const { t } = useTranslation();
  const copies = useApi("GET /api/plans/{id}/copies", { params: { id: plan.id } }, { staleTime: 0 });
  const number = plan.currentNumber ?? 0;
  return (
    <>
      <PageTitle title={`${t("planCopies.copiesTitle")}：${plan.title}`} />
      <h1>{t("planCopies.copiesTitle")}</h1>
      <p>
        <Link to={`/plans/${plan.id}`}>{plan.title}</Link> · {t("planCopies.latest", { number })} ·{" "}
        {plan.status === "archived" && <Tag>{t("plans.archived")}</Tag>}
        <Link to={`/drift?${new URLSearchParams({ unit: plan.unit.id, term: plan.term })}`}>
          {t("planCopies.boardTitle")}
        </Link>
      </p>
      <PeriodNotice plan={plan} />
      <QueryState query={copies}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyNotice text={t("planCopies.noCampus")} />
          ) : (
            <DriftTable
              caption={t("planCopies.copiesTitle")}
              campuses={items.map(({ campus }) => campus)}
              columns={[{ id: plan.id, head: t("planCopies.follows") }]}
              driftOf={(campusId) => items.find(({ campus }) => campus.id === campusId)}
            />
          )
        }
      </QueryState>
    </>
  );
};
