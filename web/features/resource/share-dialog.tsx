import { useMutation } from "@tanstack/react-query";
import { Alert, App, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { call } from "../../api/client.ts";
import type { Resource } from "../../api/types.ts";
import { useRefreshResources } from "../../api/use-api.ts";
import { SharingChoice } from "../../components/sharing-choice.tsx";
import { useProblemText } from "../../components/use-problem-text.ts";

interface ShareDialogProps {
  resource: Resource;
  /** Publishes the draft; otherwise only changes with whom the published version is shared. */
  isPublishing: boolean;
  onClose: () => void;
}

export const ShareDialog = ({ resource, isPublishing, onClose }: ShareDialogProps) => {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const problemText = useProblemText();
  const refresh = useRefreshResources();
  const choices = resource.can.shareWith;
  const isNew = resource.status === "draft";
  const suggested = isNew ? choices.filter((choice) => choice !== "public").at(-1) : resource.sharedWith;
  const [sharedWith, setSharedWith] = useState<string | null>(suggested ?? null);
  const share = useMutation({
    mutationFn: (chosen: string) => {
      const inputs = { params: { id: resource.id }, body: { sharedWith: chosen } };
      const options = { revision: resource.revision };
      return isPublishing
        ? call("POST /api/resources/{id}/publish", inputs, options)
        : call("PUT /api/resources/{id}/sharing", inputs, options);
    },
    onSuccess: async () => {
      await refresh();
      void message.success(t(isPublishing ? "resource.published" : "resource.shared"));
      onClose();
      if (isPublishing) void navigate(`/resources/${resource.id}`, { replace: true });
    },
    onError: () => void refresh(),
  });
  return (
    <Modal
      open
      title={t(isPublishing ? "resource.publish" : "resource.share")}
      okText={t(isPublishing ? "resource.publish" : "action.save")}
      okButtonProps={{ disabled: sharedWith === null }}
      confirmLoading={share.isPending}
      onOk={() => sharedWith !== null && share.mutate(sharedWith)}
      onCancel={onClose}
    >
      {share.error && (
        <Alert className="form-alert" type="error" role="alert" title={problemText(share.error)} />
      )}
      <p>{t("sharing.question")}</p>
      <SharingChoice choices={choices} value={sharedWith} onChange={setSharedWith} />
    </Modal>
  );
};
