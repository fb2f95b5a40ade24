import { Button, Result } from "antd";
import { useTranslation } from "react-i18next";

/** A fault of the page itself, or a chunk that a new release replaced: loading again helps with both. */
export const ErrorPage = () => {
  const { t } = useTranslation();
  return (
    <Result
      status="error"
      title={<h1 className="result-title">{t("state.crashed")}</h1>}
      subTitle={t("state.crashedHint")}
      extra={
        <>
          <Button type="primary" onClick={() => location.reload()}>
            {t("action.reload")}
          </Button>
          <Button href="/">{t("frame.home")}</Button>
        </>
      }
    />
  );
};
