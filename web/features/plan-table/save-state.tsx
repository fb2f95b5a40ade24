import { CheckCircleOutlined, LoadingOutlined, WarningOutlined } from "@ant-design/icons";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import type { PlanEditing } from "./use-plan-editing.tsx";

/** Whether all that was typed is saved. */
export const SaveState = ({ editing: { saver }, isDirty }: { editing: PlanEditing; isDirty: boolean }) => {
  const { t } = useTranslation();
  const pending = useSyncExternalStore(saver.subscribe, saver.pending);
  const [hasSaved, setHasSaved] = useState(false);
  const states = [...pending.values()];
  const isSaving = states.some(({ status }) => status === "saving");
  const isStuck = states.some(({ status }) => status !== "saving");
  useEffect(() => {
    if (isSaving) setHasSaved(true);
  }, [isSaving]);
  return (
    <p className="save-state quiet" role="status">
      {isStuck && (
        <>
          <WarningOutlined aria-hidden /> {t("planTable.notSaved")}
        </>
      )}
      {isSaving && (
        <>
          <LoadingOutlined aria-hidden /> {t("planTable.saving")}
        </>
      )}
      {isDirty && !isSaving && !isStuck && t("planTable.typing")}
      {hasSaved && !isDirty && states.length === 0 && (
        <>
          <CheckCircleOutlined aria-hidden /> {t("planTable.saved")}
        </>
      )}
      {!hasSaved && !isDirty && states.length === 0 && t("planTable.keys")}
    </p>
  );
};
