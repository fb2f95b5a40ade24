import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useApi } from "../api/use-api.ts";

/** Tells whom it concerns that there are files in quarantine, and where; nothing to everybody else. */
export const QuarantineNotice = () => {
  const { t } = useTranslation();
  const count = useApi("GET /api/quarantine", { query: { limit: 1 } }).data?.total ?? 0;
  if (count === 0) return null;
  return (
    <Alert
      type="error"
      showIcon
      className="quarantine-notice"
      title={t("quarantine.notice", { count })}
      action={<Link to="/my-resources?view=quarantine">{t("quarantine.see")}</Link>}
    />
  );
};
