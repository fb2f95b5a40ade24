import { useMutation } from "@tanstack/react-query";
import { Button, Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/client.ts";
import type { Collection } from "../../api/types.ts";
import { unitName } from "../../api/units.ts";
import { useRefreshCollections } from "../../api/use-api.ts";
import { CollectionForm, type CollectionValues } from "./collection-form.tsx";
import { StateTag } from "./state-tag.tsx";
import type { CollectionActs } from "./use-collection-acts.tsx";

interface CollectionHeadProps {
  collection: Collection;
  acts: CollectionActs;
}

/** What a collection is, and what may be done with the whole of it. */
export const CollectionHead = ({ collection, acts }: CollectionHeadProps) => {
  const { t, i18n } = useTranslation();
  const [dialog, setDialog] = useState<"edit" | "decline" | null>(null);
  const { can, state, title, summary, unit, proposer, entryCount } = collection;
  return (
    <header className="collection-head">
      <h1>
        {title} <StateTag state={state} />
      </h1>
      <p className="quiet">
        {unitName(unit, i18n.language)} · {proposer.name} ·{" "}
        {t("collections.entryCount", { count: entryCount })}
      </p>
      {summary && <p className="collection-summary">{summary}</p>}
      <div className="collection-actions">
        {can.take.map((to) => (
          <Button
            key={to}
            type={to === "curated" || (to === "waiting" && state !== "curated") ? "primary" : "default"}
            loading={acts.isRunning}
            onClick={() => (to === "declined" ? setDialog("decline") : acts.take(to))}
          >
            {t(`collections.take.${state}.${to}` as "collections.take.draft.waiting")}
          </Button>
        ))}
        {can.edit && <Button onClick={() => setDialog("edit")}>{t("collections.edit")}</Button>}
        {can.remove && (
          <Button loading={acts.isRunning} onClick={acts.remove}>
            {t("collections.remove")}
          </Button>
        )}
        {can.restore && (
          <Button loading={acts.isRunning} onClick={acts.restore}>
            {t("collections.restore")}
          </Button>
        )}
      </div>
      {dialog === "edit" && <EditDialog collection={collection} onClose={() => setDialog(null)} />}
      {dialog === "decline" && (
        <DeclineDialog
          onDecline={(reason) => {
            acts.take("declined", reason);
            setDialog(null);
          }}
          onClose={() => setDialog(null)}
        />
      )}
    </header>
  );
};

const EditDialog = ({ collection, onClose }: { collection: Collection; onClose: () => void }) => {
  const { t } = useTranslation();
  const refresh = useRefreshCollections();
  const { id, title, summary, unit, units, revision } = collection;
  const edit = useMutation({
    mutationFn: ({ unitId, ...named }: CollectionValues) =>
      call(
        "PATCH /api/collections/{id}",
        { params: { id }, body: { ...named, ...(unitId !== unit.id && { unitId }) } },
        revision === null ? {} : { revision },
      ),
    onSuccess: async () => {
      await refresh();
      onClose();
    },
    onError: () => void refresh(),
  });
  return (
    <CollectionForm
      heading={t("collections.edit")}
      first={{ title, summary, unitId: unit.id }}
      units={units}
      error={edit.error}
      isSaving={edit.isPending}
      onSave={(values) => edit.mutate(values)}
      onClose={onClose}
    />
  );
};

const DeclineDialog = ({
  onDecline,
  onClose,
}: {
  onDecline: (reason: string) => void;
  onClose: () => void;
}) => {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  return (
    <Modal
      open
      title={t("collections.take.waiting.declined")}
      okText={t("collections.take.waiting.declined")}
      okButtonProps={{ disabled: reason.trim() === "" }}
      onOk={() => onDecline(reason.trim())}
      onCancel={onClose}
    >
      <div className="collection-form">
        <label htmlFor="decline-reason">{t("collections.reason")}</label>
        <Input.TextArea
          id="decline-reason"
          autoFocus
          value={reason}
          maxLength={500}
          autoSize={{ minRows: 2 }}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
    </Modal>
  );
};
