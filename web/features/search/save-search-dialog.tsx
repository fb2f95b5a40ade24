import { useMutation } from "@tanstack/react-query";
import { Alert, App, Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/client.ts";
import { useRefreshSavedSearches } from "../../api/saved-searches.ts";
import type { SavedSearch } from "../../api/types.ts";
import { Labelled } from "../../components/labelled.tsx";
import { useProblemText } from "../../components/use-problem-text.ts";

interface SaveSearchDialogProps {
  question: SavedSearch["question"];
  /** To begin with. */
  name: string;
  onClose: () => void;
}

const longestName = 100;

export const SaveSearchDialog = ({ question, name, onClose }: SaveSearchDialogProps) => {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const refresh = useRefreshSavedSearches();
  const [typed, setTyped] = useState(name.slice(0, longestName));
  const save = useMutation({
    mutationFn: () => call("POST /api/saved-searches", { body: { name: typed.trim(), question } }),
    onSuccess: async () => {
      await refresh();
      void message.success(t("saved.saved"));
      onClose();
    },
  });
  const isReady = typed.trim() !== "";
  return (
    <Modal
      open
      title={t("saved.save")}
      okText={t("action.save")}
      okButtonProps={{ disabled: !isReady }}
      confirmLoading={save.isPending}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      {save.error && (
        <Alert className="form-alert" type="error" role="alert" title={problemText(save.error)} />
      )}
      <Labelled label={t("saved.name")} hint={t("saved.explained")}>
        {(id) => (
          <Input
            id={id}
            value={typed}
            maxLength={longestName}
            autoFocus
            onChange={(event) => setTyped(event.target.value)}
            onPressEnter={(event) => {
              if (isReady && !event.nativeEvent.isComposing) save.mutate();
            }}
          />
        )}
      </Labelled>
    </Modal>
  );
};
