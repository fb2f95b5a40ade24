import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { PlanCard, UnitDrift } from "../../api/types.ts";
import { useApi } from "../../api/use-api.ts";
import { EmptyNotice } from "../../components/empty-notice.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { useLabels } from "../../components/use-labels.ts";
import { DriftTable } from "./drift-table.tsx";

export const DriftBoard = ({ unitId, term }: { unitId: string; term: string }) => {
  const drift = useApi(
    "GET /api/units/{id}/drift",
    { params: { id: unitId }, query: { term } },
    { staleTime: 0 },
  );
  return <QueryState query={drift}>{(shown) => <Board drift={shown} />}</QueryState>;
};

const Board = ({ drift }: { drift: UnitDrift }) => {
  const { t } = useTranslation();
  const { label } = useLabels();
  if (drift.plans.length === 0)
    return (
      <EmptyNotice text={t("planCopies.noPlans")}>
        <Link to="/plans">{t("plans.title")}</Link>
      </EmptyNotice>
    );
  const byPlace = new Map(drift.copies.map((copy) => [`${copy.campusId}/${copy.planId}`, copy]));
  const nameOf = ({ grade, subject, edition }: PlanCard) =>
    [
      t("teaching.course", { grade: label("grade", grade), subject: label("subject", subject) }),
      edition && label("edition", edition),
    ]
      .filter(Boolean)
      .join(" ");
  const plans = [...drift.plans].sort(
    (one, other) => one.grade.localeCompare(other.grade) || one.subject.localeCompare(other.subject),
  );
  const noticed = new Set(drift.periodNotices.map(({ planId }) => planId));
  const behind = drift.copies.filter(
    ({ upstream }) => upstream?.status === "following" && upstream.takenNumber !== upstream.latestNumber,
  ).length;
  return (
    <>
      <p role="status">
        {t("planCopies.boardSummary", {
          campuses: drift.campuses.length,
          plans: plans.length,
          copies: drift.copies.length,
          behind,
        })}
      </p>
      <DriftTable
        caption={t("planCopies.boardTitle")}
        campuses={drift.campuses}
        columns={plans.map((plan) => ({
          id: plan.id,
          head: (
            <>
              <Link to={`/plans/${plan.id}/copies`} title={plan.title}>
                {nameOf(plan)}
              </Link>
              <span className="quiet">{t("planCopies.latest", { number: plan.currentNumber ?? 0 })}</span>
              {plan.status === "archived" && <Tag>{t("plans.archived")}</Tag>}
              {noticed.has(plan.id) && (
                <Link to={`/plans/${plan.id}`}>
                  <Tag color="warning">{t("planCopies.periodNotice")}</Tag>
                </Link>
              )}
            </>
          ),
        }))}
        driftOf={(campusId, planId) => byPlace.get(`${campusId}/${planId}`)}
      />
    </>
  );
};
