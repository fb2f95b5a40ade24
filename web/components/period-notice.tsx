import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Plan, PlanPeriodNotice } from "../api/types.ts";
import { useApi } from "../api/use-api.ts";

const mostShown = 5;

/** Where a plan's periods differ from the group's rules or do not fit its weeks. It hinders nothing: a failure shows nothing. */
export const PeriodNotice = ({ plan }: { plan: Plan }) => {
  const { t } = useTranslation();
  const { data } = useApi("GET /api/plans/{id}/period-notice", { params: { id: plan.id } }, { staleTime: 0 });
  const lines = usePeriodLines(data);
  if (lines.length === 0) return null;
  return (
    <Alert
      className="form-alert"
      type="warning"
      showIcon
      title={t("periods.noticeTitle")}
      description={
        <>
          <ul className="period-notice">
            {lines.slice(0, mostShown).map((line) => (
              <li key={line}>{line}</li>
            ))}
            {lines.length > mostShown && <li>{t("periods.more", { rest: lines.length - mostShown })}</li>}
          </ul>
          <Link to={`/calendars/${plan.unit.id}/${plan.term}`}>{t("periods.toRules")}</Link>
        </>
      }
    />
  );
};

const usePeriodLines = (notice: PlanPeriodNotice | undefined): string[] => {
  const { t } = useTranslation();
  if (!notice) return [];
  return [
    ...(notice.perWeek ? [t("periods.perWeek", notice.perWeek)] : []),
    ...(notice.ofGrade ? [t("periods.ofGrade", notice.ofGrade)] : []),
    ...notice.overfullWeeks.map(({ first, last, is, ought }) =>
      t(first === last ? "periods.overfullWeek" : "periods.overfullWeeks", { first, last, is, ought }),
    ),
  ];
};
