import { Result } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { PageTitle } from "./page-title.tsx";

export const ForbiddenNotice = () => {
  const { t } = useTranslation();
  return (
    <>
      <PageTitle title={t("state.forbidden")} />
      <Result
        status="warning"
        title={<h1 className="result-title">{t("state.forbidden")}</h1>}
        subTitle={t("state.forbiddenHint")}
        extra={<Link to="/">{t("frame.home")}</Link>}
      />
    </>
  );
};
