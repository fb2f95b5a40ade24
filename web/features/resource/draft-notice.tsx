import { useMutation } from "@tanstack/react-query";
import { Alert, App, Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { call } from "../../api/client.ts";
import type { Resource } from "../../api/types.ts";
import { useRefreshResources } from "../../api/use-api.ts";
import { useProblemText } from "../../components/use-problem-text.ts";

/** To those who may edit: an unpublished draft waits, or is what they see. */
export const DraftNotice = ({ resource }: { resource: Resource }) => {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const navigate = useNavigate();
  const problemText = useProblemText();
  const refresh = useRefreshResources();
  const isFirst = resource.status === "draft";
  const discard = useMutation({
    mutationFn: () => call("DELETE /api/resources/{id}/draft", { params: { id: resource.id } }),
    onSuccess: async () => {
      await navigate(`/resources/${resource.id}`, { replace: true });
      void refresh();
      void message.success(t("resource.draftDiscarded"));
    },
    onError: (error) => void message.error(problemText(error)),
  });
  const askToDiscard = () =>
    modal.confirm({
      title: t("resource.discardQuestion"),
      okText: t("resource.discardDraft"),
      okButtonProps: { danger: true },
      cancelText: t("action.cancel"),
      onOk: () => discard.mutateAsync().catch(() => undefined),
    });
  if (!resource.can.edit || !(isFirst || resource.hasDraft)) return null;
  return (
    <Alert
      type="info"
      showIcon
      title={t(
        isFirst
          ? "resource.draftFirst"
          : resource.isDraftView
            ? "resource.draftShown"
            : "resource.draftWaits",
      )}
      action={
        // A draft that was never published is archived instead, so that nothing is ever destroyed.
        !isFirst && (
          <span className="notice-actions">
            <Link to={`/resources/${resource.id}${resource.isDraftView ? "" : "?draft=true"}`}>
              {t(resource.isDraftView ? "resource.showPublished" : "resource.showDraft")}
            </Link>
            <Button size="small" onClick={askToDiscard}>
              {t("resource.discardDraft")}
            </Button>
          </span>
        )
      }
    />
  );
};
