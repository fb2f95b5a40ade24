import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Plan } from "../../api/types.ts";

/** What the plan is, what of it is shown, and how far a copy is behind. */
export const PlanState = ({ plan }: { plan: Plan }) => {
  const { t } = useTranslation();
  const { status, currentNumber: number, shows, upstream, upstreamId } = plan;
  const behind = upstream?.latestNumber ? upstream.latestNumber - upstream.takenNumber : 0;
  return (
    <p className="plan-state">
      {status === "archived" && <Tag color="warning">{t("planTable.archived")}</Tag>}
      {status === "draft" && <Tag>{t("planTable.draft")}</Tag>}
      {number !== null && <Tag color="success">{t("planTable.published", { number })}</Tag>}
      {number !== null && shows === "live" && <span>{t("planTable.showsDraft")}</span>}
      {number !== null && typeof shows === "number" && shows !== number && (
        <Tag color="warning">{t("planTable.showsRevision", { number: shows })}</Tag>
      )}
      {upstream && upstreamId && (
        <>
          <Tag color="processing">{t("planTable.copyOf", { number: upstream.takenNumber })}</Tag>
          {behind > 0 && <Tag color="warning">{t("planTable.behind", { count: behind })}</Tag>}
          {behind === 0 && upstream.latestNumber !== null && <span>{t("planTable.inStep")}</span>}
          {upstream.status !== "following" && <Tag>{t(`planTable.upstream.${upstream.status}`)}</Tag>}
          {upstream.status !== "left" && upstream.status !== "archived" && (
            <Link to={`/plans/${upstreamId}`}>{t("planTable.openUpstream")}</Link>
          )}
        </>
      )}
    </p>
  );
};
