import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Plan } from "../../api/types.ts";
import { unitName } from "../../api/units.ts";
import { PageTitle } from "../../components/page-title.tsx";
import { PeriodNotice } from "../../components/period-notice.tsx";
import { formatDay } from "../../locales/format.ts";
import { PinButton } from "./pin-button.tsx";

interface CopyHeadProps {
  plan: Plan;
  title: string;
  /** The other page of this copy. */
  other: { to: string; label: string };
}

/** Which copy it is, which revision it has, and whether it stays there. */
export const CopyHead = ({ plan, title, other }: CopyHeadProps) => {
  const { t, i18n } = useTranslation();
  const { upstream } = plan;
  const status = upstream?.status ?? "left";
  const mayPin = plan.can.pull && (status === "following" || status === "pinned");
  return (
    <header className="copy-head">
      <PageTitle title={`${title}：${plan.title}`} />
      <h1>{title}</h1>
      <p>
        <Link to={`/plans/${plan.id}`}>{plan.title}</Link> · {unitName(plan.unit, i18n.language)}
        {upstream && (
          <>
            {" · "}
            {t("planCopies.has", {
              number: upstream.takenNumber,
              day: formatDay(upstream.takenAt, i18n.language),
            })}
          </>
        )}
      </p>
      {upstream && status !== "following" && (
        <p className="copy-status">{t(`planCopies.status.${status}`)}</p>
      )}
      <p className="copy-actions">
        <Link to={other.to}>{other.label}</Link>
        {mayPin && <PinButton plan={plan} />}
      </p>
      <PeriodNotice plan={plan} />
    </header>
  );
};
