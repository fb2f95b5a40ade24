import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { addressOf } from "../../api/client.ts";
import type { Plan } from "../../api/types.ts";
import { OwnCopies } from "./own-copies.tsx";
import { PlanDialogs } from "./plan-dialogs.tsx";

/** Where one goes from a plan, and what the caller may do with it, as the server's `can` tells; nothing else is offered. */
export const PlanActions = ({ plan }: { plan: Plan }) => {
  const { t } = useTranslation();
  const [address] = useSearchParams();
  const revision = { revision: plan.upstream ? undefined : plan.shows };
  return (
    <nav className="plan-actions" aria-label={t("planTable.actions")}>
      {address.has("revision") && <Link to={`/plans/${plan.id}`}>{t("planTable.toNewest")}</Link>}
      {plan.upstream && plan.can.edit && (
        <Link to={`/plans/${plan.id}/pull`}>{t("planCopies.pullTitle")}</Link>
      )}
      {plan.can.oversee && plan.currentNumber !== null && (
        <Link to={`/plans/${plan.id}/copies`}>{t("planCopies.copiesTitle")}</Link>
      )}
      {plan.upstream && <Link to={`/plans/${plan.id}/differences`}>{t("planCopies.differencesTitle")}</Link>}
      {plan.currentNumber !== null && <Link to={`/plans/${plan.id}/revisions`}>{t("plans.revisions")}</Link>}
      {plan.can.archive && <Link to={`/plans/${plan.id}/history`}>{t("plans.history")}</Link>}
      <Link to={`/plans/${plan.id}/print${addressOf("", {}, revision)}`}>{t("plans.print")}</Link>
      <a href={addressOf("/api/plans/{id}/export.xlsx", { id: plan.id }, revision)} download>
        {t("plans.export")}
      </a>
      <Link to={`/calendars/${plan.unit.id}/${plan.term}`}>{t("termCalendar.link")}</Link>
      {plan.status !== "draft" && <Link to={`/teaching?feed=${plan.id}`}>{t("teaching.feeds")}</Link>}
      <OwnCopies plan={plan} />
      <PlanDialogs plan={plan} />
    </nav>
  );
};
