import { Alert, Button } from "antd";
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import type { ShownPlanRow } from "../../api/types.ts";
import { useProblemText } from "../../components/use-problem-text.ts";
import { ConflictPanel } from "./conflict-panel.tsx";
import type { PendingRow } from "./row-saver.ts";
import { useFieldWords } from "./use-field-words.ts";
import { nameOfRow, type PlanEditing } from "./use-plan-editing.tsx";

/** What could not be saved by itself: nothing of it is lost until a person has decided. */
export const ConflictList = ({ editing, rows }: { editing: PlanEditing; rows: ShownPlanRow[] }) => {
  const pending = useSyncExternalStore(editing.saver.subscribe, editing.saver.pending);
  return [...pending].map(([rowId, state]) => {
    if (state.status === "conflict") {
      const theirs = rows.find(({ id }) => id === rowId) ?? state.theirs;
      return theirs && <ConflictPanel key={rowId} state={{ ...state, theirs }} saver={editing.saver} />;
    }
    if (state.status === "saving" || state.status === "waiting") return null;
    return <StuckRow key={rowId} state={state} editing={editing} />;
  });
};

/** A row that was dropped meanwhile, or that the server did not take. */
const StuckRow = ({ state, editing }: { state: PendingRow; editing: PlanEditing }) => {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const words = useFieldWords();
  const { base, patch, status, error } = state;
  const name = nameOfRow(base);
  const tryAgain = async () => {
    if (status === "failed") return editing.saver.retry(base.id);
    const restored = await editing.restore(base.id);
    if (restored) editing.saver.settle(restored, patch);
  };
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      title={status === "gone" ? t("planTable.gone", { name }) : t("planTable.refused", { name })}
      description={
        <>
          {status === "failed" && <p>{problemText(error)}</p>}
          <p>{t("planTable.typed", { text: words.patch(patch) })}</p>
          <Button size="small" type="primary" onClick={() => void tryAgain()}>
            {status === "gone" ? t("planTable.restoreAndSave") : t("action.retry")}
          </Button>{" "}
          <Button size="small" onClick={() => editing.saver.giveUp(base.id)}>
            {t("planTable.giveUp")}
          </Button>
        </>
      }
    />
  );
};
