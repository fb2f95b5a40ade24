import { useMutation } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useTranslation } from "react-i18next";
import { call } from "../../api/client.ts";
import { useRefreshSavedSearches } from "../../api/saved-searches.ts";
import type { SavedSearch } from "../../api/types.ts";
import { useProblemText } from "../../components/use-problem-text.ts";

/** Removes a saved search at once and offers to take it back; then it is saved anew, counting from that moment. */
export const useRemoval = ({ id, name, question }: SavedSearch) => {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const refresh = useRefreshSavedSearches();
  const key = `removed-${id}`;
  const onError = (error: unknown) => void message.error(problemText(error));

  const takeBack = async () => {
    message.destroy(key);
    await call("POST /api/saved-searches", { body: { name, question } });
    await refresh();
  };
  return useMutation({
    mutationFn: () => call("DELETE /api/saved-searches/{id}", { params: { id } }),
    onSuccess: async () => {
      void message.open({
        key,
        type: "success",
        duration: 8,
        content: (
          <>
            {t("saved.removed", { name })}{" "}
            <Button type="link" size="small" onClick={() => void takeBack().catch(onError)}>
              {t("action.undo")}
            </Button>
          </>
        ),
      });
      await refresh();
    },
    onError,
  });
};
