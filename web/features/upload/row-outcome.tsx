import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useProblemText } from "../../components/use-problem-text.ts";
import type { DraftRow } from "./draft-row.ts";

/** How saving a row ended, in words, with the way on. */
export const RowOutcome = ({ outcome, onRetry }: { outcome: DraftRow["outcome"]; onRetry: () => void }) => {
  const { t } = useTranslation();
  const problemText = useProblemText();
  if (outcome.status === "draft" || outcome.status === "published") {
    const address = `/resources/${outcome.resource.id}${outcome.status === "draft" ? "?draft=true" : ""}`;
    return (
      <Alert
        type="success"
        showIcon
        title={t(`upload.outcome.${outcome.status}`)}
        action={<Link to={address}>{t("action.open")}</Link>}
      />
    );
  }
  if (outcome.status === "failed") {
    const fields =
      "fields" in Object(outcome.error) ? (outcome.error as { fields: { path: string }[] }).fields : [];
    const names = fields.map(({ path }) => path.split(".")[0]).join(", ");
    return (
      <Alert
        type="error"
        showIcon
        title={problemText(outcome.error)}
        description={[
          names && t("upload.outcome.fields", { names }),
          outcome.resource && t("upload.outcome.keptAsDraft"),
        ]
          .filter(Boolean)
          .join(" ")}
        action={
          <Button size="small" onClick={onRetry}>
            {t("action.retry")}
          </Button>
        }
      />
    );
  }
  return null;
};
