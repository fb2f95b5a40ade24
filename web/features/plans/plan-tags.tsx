import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { PlanCard } from "../../api/types.ts";

/** In what state a plan is; of a copy which revision it has and how many newer ones there are. */
export const PlanTags = ({ plan: { status, currentNumber, upstream } }: { plan: PlanCard }) => {
  const { t } = useTranslation();
  const behind = upstream?.latestNumber ? upstream.latestNumber - upstream.takenNumber : 0;
  return (
    <>
      {status === "draft" && <Tag>{t("plans.draft")}</Tag>}
      {status === "archived" && <Tag>{t("plans.archived")}</Tag>}
      {status === "published" && (
        <Tag color="success">{t("plans.published", { number: currentNumber ?? 0 })}</Tag>
      )}
      {upstream && <Tag color="processing">{t("plans.copyOf", { number: upstream.takenNumber })}</Tag>}
      {upstream?.status === "following" && behind > 0 && (
        <Tag color="warning">{t("plans.behind", { count: behind })}</Tag>
      )}
      {upstream && upstream.status !== "following" && <Tag>{t(`plans.upstream.${upstream.status}`)}</Tag>}
    </>
  );
};
