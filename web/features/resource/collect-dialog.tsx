import { useMutation } from "@tanstack/react-query";
import { Alert, App, Input, Modal, Radio } from "antd";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/client.ts";
import { unitName } from "../../api/units.ts";
import { useApi, useRefreshCollections } from "../../api/use-api.ts";
import { EmptyNotice } from "../../components/empty-notice.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { useProblemText } from "../../components/use-problem-text.ts";

interface CollectDialogProps {
  resourceId: string;
  /** Collections in which it stands already. */
  knownIds: string[];
  onClose: () => void;
}

/** Chooses a curated collection: who keeps it puts the resource in at once, others propose it. */
export const CollectDialog = ({ resourceId, knownIds, onClose }: CollectDialogProps) => {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const refresh = useRefreshCollections();
  const [words, setWords] = useState("");
  const q = useDeferredValue(words.trim());
  const [chosen, setChosen] = useState<string | null>(null);
  const found = useApi(
    "GET /api/collections",
    { query: { view: "curated", limit: 50, ...(q && { q }) } },
    { keepPrevious: true },
  );
  const propose = useMutation({
    mutationFn: (id: string) =>
      call("PUT /api/collections/{id}/entries/{resourceId}", { params: { id, resourceId }, body: {} }),
    onSuccess: async ({ can }) => {
      await refresh();
      void message.success(t(can.edit ? "collections.putIn" : "collections.proposed"));
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t("collections.proposeInto")}
      okText={t("collections.propose")}
      okButtonProps={{ disabled: chosen === null }}
      confirmLoading={propose.isPending}
      onOk={() => chosen !== null && propose.mutate(chosen)}
      onCancel={onClose}
    >
      {propose.error && (
        <Alert className="form-alert" type="error" role="alert" title={problemText(propose.error)} />
      )}
      <Input
        className="collect-find"
        autoFocus
        value={words}
        maxLength={100}
        aria-label={t("collections.find")}
        placeholder={t("collections.find")}
        onChange={(event) => setWords(event.target.value)}
      />
      <QueryState query={found}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyNotice text={t("collections.empty.curated")} />
          ) : (
            <Radio.Group
              className="sharing-choice"
              aria-label={t("collections.title")}
              value={chosen}
              onChange={(event) => setChosen(event.target.value as string)}
            >
              {items.map((one) => (
                <Radio key={one.id} value={one.id} disabled={knownIds.includes(one.id)}>
                  {one.title} <span className="quiet">{unitName(one.unit, i18n.language)}</span>
                </Radio>
              ))}
            </Radio.Group>
          )
        }
      </QueryState>
    </Modal>
  );
};
