import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { addressOf } from "../../api/client.ts";
import type { Plan, PlanRevision } from "../../api/types.ts";
import { useApi } from "../../api/use-api.ts";
import { EmptyNotice } from "../../components/empty-notice.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { formatInstant } from "../../locales/format.ts";
import { PlanPart } from "./plan-part.tsx";
import "./plans.css";

/** What was published of a plan, newest first: each revision can be read, compared and taken home. */
export const RevisionsPage = () => {
  const { id = "" } = useParams();
  const plan = useApi("GET /api/plans/{id}", { params: { id } });
  return <QueryState query={plan}>{(shown) => <Revisions plan={shown} />}</QueryState>;
};

const Revisions = ({ plan }: { plan: Plan }) => {
  const { t } = useTranslation();
  const revisions = useApi("GET /api/plans/{id}/revisions", { params: { id: plan.id } });
  const hasDraft = plan.can.edit && plan.currentNumber !== null;
  return (
    <PlanPart plan={plan} title={t("plans.revisions")}>
      <QueryState query={revisions}>
        {({ items }) => (
          <>
            {items.length === 0 && (
              <EmptyNotice text={t(plan.upstreamId ? "plans.copyHasNone" : "plans.noRevisions")} />
            )}
            {hasDraft && (
              <p>
                <Link to={`/plans/${plan.id}/compare?from=${plan.currentNumber}&to=live`}>
                  {t("plans.compareDraft")}
                </Link>
              </p>
            )}
            <ol className="plan-lines">
              {items.map((revision) => (
                <RevisionLine key={revision.number} planId={plan.id} revision={revision} />
              ))}
            </ol>
          </>
        )}
      </QueryState>
    </PlanPart>
  );
};

const RevisionLine = ({ planId, revision }: { planId: string; revision: PlanRevision }) => {
  const { t, i18n } = useTranslation();
  const { number, note, publishedBy, publishedAt, rowCount } = revision;
  const path = `/plans/${planId}`;
  const download = addressOf("/api/plans/{id}/export.xlsx", { id: planId }, { revision: number });
  return (
    <li className="plan-title">
      <Link to={`${path}?revision=${number}`}>{t("plans.revision", { number })}</Link>
      {note && <span>{note}</span>}
      <span className="quiet">
        {t("plans.publishedBy", {
          name: publishedBy.name,
          at: formatInstant(publishedAt, i18n.language),
          rows: t("plans.rows", { count: rowCount }),
        })}
      </span>
      <span className="plan-links">
        {number > 1 && (
          <Link to={`${path}/compare?from=${number - 1}&to=${number}`}>{t("plans.compareBefore")}</Link>
        )}
        <a href={download} download aria-label={`${t("plans.export")} ${t("plans.revision", { number })}`}>
          {t("plans.export")}
        </a>
      </span>
    </li>
  );
};
