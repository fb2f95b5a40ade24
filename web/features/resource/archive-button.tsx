import { useMutation } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useTranslation } from "react-i18next";
import { call } from "../../api/client.ts";
import type { Resource } from "../../api/types.ts";
import { useRefreshResources } from "../../api/use-api.ts";
import { useProblemText } from "../../components/use-problem-text.ts";

/** Archives at once and offers to take it back; nothing is destroyed, so nothing needs to be asked first. */
export const ArchiveButton = ({ resource: { id, status } }: { resource: Resource }) => {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const refresh = useRefreshResources();
  const key = `archive-${id}`;
  const archive = useMutation({
    mutationFn: (isArchiving: boolean) =>
      isArchiving
        ? call("POST /api/resources/{id}/archive", { params: { id } })
        : call("POST /api/resources/{id}/unarchive", { params: { id } }),
    onSuccess: async (_, isArchiving) => {
      await refresh();
      void message.open({
        key,
        type: "success",
        duration: 8,
        content: (
          <>
            {t(isArchiving ? "resource.archived" : "resource.unarchived")}{" "}
            <Button
              type="link"
              size="small"
              onClick={() => {
                message.destroy(key);
                archive.mutate(!isArchiving);
              }}
            >
              {t("action.undo")}
            </Button>
          </>
        ),
      });
    },
    onError: (error) => void message.error(problemText(error)),
  });
  const isArchived = status === "archived";
  return (
    <Button loading={archive.isPending} onClick={() => archive.mutate(!isArchived)}>
      {t(isArchived ? "resource.unarchive" : "resource.archive")}
    </Button>
  );
};
