import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useProblemText } from "../../components/use-problem-text.ts";
import type { KeptFolders } from "./use-kept-folders.ts";

/** That folders were kept as proposed collections, and where; or that it failed, with a way to try again. */
export const KeptFoldersNotice = ({ kept }: { kept: KeptFolders }) => {
  const { t } = useTranslation();
  const problemText = useProblemText();
  if (kept.error !== null)
    return (
      <Alert
        type="warning"
        showIcon
        title={t("collections.notKept")}
        description={problemText(kept.error)}
        action={
          <Button size="small" onClick={() => void kept.retry()}>
            {t("action.retry")}
          </Button>
        }
      />
    );
  const [only, ...others] = kept.proposals;
  if (!only) return null;
  return (
    <Alert
      type="info"
      showIcon
      title={t("collections.kept", { count: kept.proposals.length })}
      action={
        <Link to={others.length > 0 ? "/collections?view=mine" : `/collections/${only.id}`}>
          {others.length > 0 ? t("collections.views.mine") : only.title}
        </Link>
      }
    />
  );
};
