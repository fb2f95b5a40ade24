import { useMutation } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useTranslation } from "react-i18next";
import { call } from "../../api/client.ts";
import type { Plan } from "../../api/types.ts";
import { useProblemText } from "../../components/use-problem-text.ts";
import { usePlanCache } from "./use-plan-cache.ts";

/** Nothing is destroyed and the same button brings the plan back, so nothing needs to be asked first. */
export const ArchivePlanButton = ({ plan: { id, status } }: { plan: Plan }) => {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const cache = usePlanCache(id);
  const isArchived = status === "archived";
  const change = useMutation({
    mutationFn: () =>
      isArchived
        ? call("POST /api/plans/{id}/unarchive", { params: { id } })
        : call("POST /api/plans/{id}/archive", { params: { id } }),
    onSuccess: async () => {
      await cache.refresh();
      void message.success(t(isArchived ? "planTable.isUnarchived" : "planTable.isArchived"));
    },
    onError: (error) => void message.error(problemText(error)),
  });
  return (
    <Button loading={change.isPending} onClick={() => change.mutate()}>
      {t(isArchived ? "planTable.unarchive" : "planTable.archive")}
    </Button>
  );
};
