import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useTranslation } from "react-i18next";
import { call } from "../../api/client.ts";
import type { QuarantinedFile } from "../../api/types.ts";
import { useProblemText } from "../../components/use-problem-text.ts";

/** Gives a quarantined file all the same; asks first, and says what that does. */
export const ReleaseButton = ({ file: { fileId, name } }: { file: QuarantinedFile }) => {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const problemText = useProblemText();
  const client = useQueryClient();
  const release = useMutation({
    mutationFn: () => call("POST /api/quarantine/{fileId}/release", { params: { fileId } }),
    onSuccess: async () => {
      await client.invalidateQueries();
      void message.success(t("quarantine.released", { name }));
    },
    onError: (error) => void message.error(problemText(error)),
  });
  const ask = () =>
    modal.confirm({
      title: t("quarantine.releaseQuestion", { name }),
      content: t("quarantine.releaseExplained"),
      okText: t("quarantine.release"),
      okButtonProps: { danger: true },
      cancelText: t("quarantine.keep"),
      onOk: () => release.mutateAsync().catch(() => undefined),
    });
  return (
    <Button size="small" onClick={ask} aria-label={`${t("quarantine.release")} ${name}`}>
      {t("quarantine.release")}
    </Button>
  );
};
