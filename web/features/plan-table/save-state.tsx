import {
  CheckCircleOutlined,
  DisconnectOutlined,
  LoadingOutlined,
  TeamOutlined,
  WarningOutlined,
} from "@ant-design/icons";
import { Button } from "antd";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import type { PlanEditing } from "./use-plan-editing.tsx";
import { usePlanEvents } from "./use-plan-events.ts";
import { useSavingAgain } from "./use-saving-again.ts";

interface SaveStateProps {
  planId: string;
  editing: PlanEditing;
  isDirty: boolean;
}

/** Whether all that was typed is saved, and who else is at work here. */
export const SaveState = ({ planId, editing: { saver }, isDirty }: SaveStateProps) => {
  const { t } = useTranslation();
  const pending = useSyncExternalStore(saver.subscribe, saver.pending);
  const [hasSaved, setHasSaved] = useState(false);
  const states = [...pending.values()];
  const isSaving = states.some(({ status }) => status === "saving");
  const isWaiting = states.some(({ status }) => status === "waiting");
  const isStuck = states.some(({ status }) => status !== "saving" && status !== "waiting");
  useSavingAgain(saver, isWaiting);
  useEffect(() => {
    if (isSaving) setHasSaved(true);
  }, [isSaving]);
  const people = usePlanEvents(planId);
  const names = people.map(({ name }) => name).join("、");
  return (
    <div className="save-bar">
      <p className="save-state quiet" role="status">
        {isStuck && (
          <>
            <WarningOutlined aria-hidden /> {t("planTable.notSaved")}
          </>
        )}
        {isWaiting && (
          <>
            <DisconnectOutlined aria-hidden /> {t("planTable.waiting")}{" "}
            <Button size="small" type="link" onClick={saver.resume}>
              {t("planTable.tryNow")}
            </Button>
          </>
        )}
        {isSaving && (
          <>
            <LoadingOutlined aria-hidden /> {t("planTable.saving")}
          </>
        )}
        {isDirty && states.length === 0 && t("planTable.typing")}
        {hasSaved && !isDirty && states.length === 0 && (
          <>
            <CheckCircleOutlined aria-hidden /> {t("planTable.saved")}
          </>
        )}
        {!hasSaved && !isDirty && states.length === 0 && (
          <span className="for-keyboard">{t("planTable.keys")}</span>
        )}
      </p>
      {people.length > 0 && (
        <p className="quiet" role="status">
          <TeamOutlined aria-hidden /> {t("planTable.alsoHere", { names })}
        </p>
      )}
    </div>
  );
};
