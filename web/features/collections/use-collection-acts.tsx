import { useMutation } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useTranslation } from "react-i18next";
import { call, type Inputs } from "../../api/client.ts";
import type { Collection } from "../../api/types.ts";
import { useRefreshCollections } from "../../api/use-api.ts";
import { useProblemText } from "../../components/use-problem-text.ts";

type State = Collection["state"];

/** Everything that can be done with a collection: each act asks for what became of it, and says where it failed. */
export const useCollectionActs = ({ id, revision, state: before }: Collection) => {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const refresh = useRefreshCollections();
  const known = revision === null ? {} : { revision };
  const params = { id };

  const run = useMutation({
    mutationFn: (act: () => Promise<unknown>) => act(),
    onSuccess: () => refresh(),
    onError: async (error) => {
      await refresh();
      void message.error(problemText(error));
    },
  });
  const doIt = (act: () => Promise<unknown>) => run.mutate(act);

  /** Says what was done, with the way to take it back where there is one. */
  const tell = (words: string, undo: (() => Promise<unknown>) | null) => {
    const key = `collection-${id}`;
    const takeBack = (undoing: () => Promise<unknown>) => {
      message.destroy(key);
      doIt(undoing);
    };
    const content = (
      <>
        {words}{" "}
        {undo && (
          <Button type="link" size="small" onClick={() => takeBack(undo)}>
            {t("action.undo")}
          </Button>
        )}
      </>
    );
    void message.open({ key, type: "success", duration: 8, content });
  };

  const take = (state: State, reason?: string) =>
    call("PUT /api/collections/{id}/state", { params, body: { state, ...(reason && { reason }) } }, known);
  const section = (sectionId: string) => ({ id, sectionId });

  return {
    isRunning: run.isPending,
    take(state: State, reason?: string) {
      doIt(async () => {
        const { can } = await take(state, reason);
        const isUndoable = before !== "declined" && can.take.includes(before);
        const undo = () => call("PUT /api/collections/{id}/state", { params, body: { state: before } });
        tell(t(`collections.taken.${state}`), isUndoable ? undo : null);
      });
    },
    remove() {
      doIt(async () => {
        await call("DELETE /api/collections/{id}", { params }, known);
        tell(t("collections.removed"), () => call("POST /api/collections/{id}/restore", { params }));
      });
    },
    restore: () => doIt(() => call("POST /api/collections/{id}/restore", { params })),
    addSection: (body: Inputs<"POST /api/collections/{id}/sections">["body"]) =>
      doIt(() => call("POST /api/collections/{id}/sections", { params, body }, known)),
    editSection: (
      sectionId: string,
      body: Inputs<"PATCH /api/collections/{id}/sections/{sectionId}">["body"],
    ) =>
      doIt(() =>
        call("PATCH /api/collections/{id}/sections/{sectionId}", { params: section(sectionId), body }, known),
      ),
    dissolveSection: (sectionId: string) =>
      doIt(() =>
        call("DELETE /api/collections/{id}/sections/{sectionId}", { params: section(sectionId) }, known),
      ),
    putEntry: (resourceId: string, body: Inputs<"PUT /api/collections/{id}/entries/{resourceId}">["body"]) =>
      doIt(() =>
        call("PUT /api/collections/{id}/entries/{resourceId}", { params: { id, resourceId }, body }),
      ),
    declineEntry: (resourceId: string) =>
      doIt(() => call("DELETE /api/collections/{id}/entries/{resourceId}", { params: { id, resourceId } })),
    removeEntry(resourceId: string, sectionId: string | null, afterId: string | null) {
      const entry = { params: { id, resourceId } };
      doIt(async () => {
        await call("DELETE /api/collections/{id}/entries/{resourceId}", entry);
        tell(t("collections.entryRemoved"), () =>
          call("PUT /api/collections/{id}/entries/{resourceId}", { ...entry, body: { sectionId, afterId } }),
        );
      });
    },
  };
};

export type CollectionActs = ReturnType<typeof useCollectionActs>;
