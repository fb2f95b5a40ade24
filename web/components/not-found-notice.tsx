import { Result } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { PageTitle } from "./page-title.tsx";

/** Also for what exists but may not be seen: the two look the same on purpose. */
export const NotFoundNotice = () => {
  const { t } = useTranslation();
  return (
    <>
      <PageTitle title={t("state.notFound")} />
      <Result
        icon={<span className="result-code">404</span>}
        title={<h1 className="result-title">{t("state.notFound")}</h1>}
        subTitle={t("state.notFoundHint")}
        extra={<Link to="/">{t("frame.home")}</Link>}
      />
    </>
  );
};
