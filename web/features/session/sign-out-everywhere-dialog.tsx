import { useMutation } from "@tanstack/react-query";
import { Alert, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSignOutEverywhere } from "../../api/session.ts";
import type { ApiKey } from "../../api/types.ts";
import { useProblemText } from "../../components/use-problem-text.ts";
import { ApiKeyChoice } from "./api-key-choice.tsx";

/** For those who have API keys: programs go on with them, unless they are to end too. */
export const SignOutEverywhereDialog = ({
  apiKeys,
  onClose,
}: {
  apiKeys: readonly ApiKey[];
  onClose: () => void;
}) => {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const [isRevoking, setIsRevoking] = useState(false);
  const signOut = useSignOutEverywhere();
  const leave = useMutation({ mutationFn: () => signOut(isRevoking ? "revoke" : "keep") });
  return (
    <Modal
      open
      title={t("session.signOutEverywhere")}
      okText={t("session.signOutEverywhere")}
      onOk={() => leave.mutate()}
      onCancel={onClose}
      confirmLoading={leave.isPending}
    >
      {leave.error && (
        <Alert className="form-alert" type="error" role="alert" title={problemText(leave.error)} />
      )}
      <p>{t("session.everywhereHint")}</p>
      <ApiKeyChoice keys={apiKeys} isRevoking={isRevoking} onChange={setIsRevoking} />
    </Modal>
  );
};
