import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useApi } from "../../api/use-api.ts";

/** More copies than one campus has. */
const most = 200;

/** Tells those who keep a campus's plans that the group has published newer revisions; nothing to everybody else. */
export const PlansWaiting = () => {
  const { t } = useTranslation();
  const waiting = useApi("GET /api/plans", { query: { view: "waiting", limit: most } }, { staleTime: 0 });
  const count = waiting.data?.items.length ?? 0;
  if (count === 0) return null;
  return (
    <Alert
      type="info"
      showIcon
      className="plans-waiting"
      title={t("home.plansWaiting", { count })}
      action={<Link to="/plans?view=waiting">{t("home.seePlans")}</Link>}
    />
  );
};
