import { useMutation } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useTranslation } from "react-i18next";
import { call } from "../../api/client.ts";
import type { Plan } from "../../api/types.ts";
import { useRefreshPlans } from "../../api/use-api.ts";
import { useProblemText } from "../../components/use-problem-text.ts";

/** Keeps a copy at the revision that it has, or lets it follow again. */
export const PinButton = ({ plan }: { plan: Plan }) => {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const refresh = useRefreshPlans();
  const isPinned = plan.upstream?.status === "pinned";
  const pin = useMutation({
    mutationFn: () =>
      call(
        "PUT /api/plans/{id}/pin",
        { params: { id: plan.id }, body: { isPinned: !isPinned } },
        { revision: plan.revision },
      ),
    onSuccess: refresh,
    onError: (error) => {
      void refresh();
      void message.error(problemText(error));
    },
  });
  return (
    <Button loading={pin.isPending} onClick={() => pin.mutate()}>
      {t(isPinned ? "planCopies.unpin" : "planCopies.pin")}
    </Button>
  );
};
