import { useMutation } from "@tanstack/react-query";
import { App } from "antd";
import { useTranslation } from "react-i18next";
import { call } from "../../api/client.ts";
import { useRefreshPlans } from "../../api/use-api.ts";
import { useProblemText } from "../../components/use-problem-text.ts";

/** Undoes a copy's last pull; what was edited since stays. */
export const useUndoPull = (id: string, onUndone: () => void) => {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const refresh = useRefreshPlans();
  return useMutation({
    mutationFn: () => call("POST /api/plans/{id}/undo-pull", { params: { id } }),
    onSuccess: async ({ upstream }) => {
      onUndone();
      await refresh();
      void message.success(t("planCopies.undone", { number: upstream?.takenNumber }));
    },
    onError: (error) => {
      void refresh();
      void message.error(problemText(error));
    },
  });
};
