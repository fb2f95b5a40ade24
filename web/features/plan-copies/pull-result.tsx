import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Pulled } from "./use-pull.ts";
import { useUndoPull } from "./use-undo-pull.ts";

interface PullResultProps {
  planId: string;
  done: Pulled;
  onUndone: () => void;
}

/** What a confirmed pull did, and the way back. */
export const PullResult = ({ planId, done, onUndone }: PullResultProps) => {
  const { t } = useTranslation();
  const undo = useUndoPull(planId, onUndone);
  const { counts, kept, taken, to } = done;
  return (
    <Alert
      type="success"
      showIcon
      role="status"
      title={t("planCopies.done", { to })}
      description={
        <>
          {t("planCopies.doneCounts", { ...counts })}
          {kept + taken > 0 && t("planCopies.doneSettled", { kept, taken })}{" "}
          <Link to={`/plans/${planId}`}>{t("planCopies.toPlan")}</Link>
        </>
      }
      action={
        <Button loading={undo.isPending} onClick={() => undo.mutate()}>
          {t("action.undo")}
        </Button>
      }
    />
  );
};
