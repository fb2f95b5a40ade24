import { Tag } from "antd";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { CampusDrift } from "../../api/types.ts";
import { formatDay } from "../../locales/format.ts";

/** How one campus follows one plan, in few words; undefined where it has not adopted it. */
export const DriftCell = memo(({ drift }: { drift: Omit<CampusDrift, "campus"> | undefined }) => {
  const { t, i18n } = useTranslation();
  if (!drift?.copyId || !drift.upstream) return <span className="quiet">{t("planCopies.notAdopted")}</span>;
  const { upstream, differsSince, missingCorrections } = drift;
  const behind = (upstream.latestNumber ?? upstream.takenNumber) - upstream.takenNumber;
  const own = drift.added + drift.changed + drift.dropped;
  return (
    <div className="drift-cell">
      <span>
        <Link to={`/plans/${drift.copyId}/differences`}>
          {t("planCopies.revision", { number: upstream.takenNumber })}
        </Link>{" "}
        {upstream.status === "pinned" && <Tag>{t("planCopies.pinned")}</Tag>}
        {behind > 0 && <Tag color="warning">{t("planCopies.behind", { count: behind })}</Tag>}
      </span>
      {missingCorrections > 0 && (
        <Tag color="error">{t("planCopies.missing", { count: missingCorrections })}</Tag>
      )}
      {own > 0 && (
        <span className="quiet">
          {t("planCopies.ownRows", { count: own })}
          {differsSince && t("planCopies.since", { day: formatDay(differsSince, i18n.language) })}
        </span>
      )}
    </div>
  );
});
