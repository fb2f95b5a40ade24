import { useMutation } from "@tanstack/react-query";
import { Alert, Modal, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { call } from "../../api/client.ts";
import { newKey } from "../../api/new-key.ts";
import { useMe } from "../../api/session.ts";
import type { Resource } from "../../api/types.ts";
import { unitName } from "../../api/units.ts";
import { useRefreshResources } from "../../api/use-api.ts";
import { useProblemText } from "../../components/use-problem-text.ts";

/** Makes a draft at one's own campus; asks which where there are several. */
export const AdaptDialog = ({ resource, onClose }: { resource: Resource; onClose: () => void }) => {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const problemText = useProblemText();
  const refresh = useRefreshResources();
  const { data: me } = useMe();
  const campuses = me?.campuses ?? [];
  const [campusId, setCampusId] = useState(campuses[0]?.id);
  // One key for the dialog: a second click, or a lost answer, makes no second draft.
  const [idempotencyKey] = useState(newKey);
  const adapt = useMutation({
    mutationFn: () =>
      call(
        "POST /api/resources/{id}/adapt",
        { params: { id: resource.id }, body: campusId ? { campusId } : {} },
        { idempotencyKey },
      ),
    onSuccess: (draft) => {
      void refresh();
      void navigate(`/resources/${draft.id}/edit`);
    },
  });
  return (
    <Modal
      open
      title={t("resource.adapt")}
      okText={t("resource.adaptStart")}
      confirmLoading={adapt.isPending}
      onOk={() => adapt.mutate()}
      onCancel={onClose}
    >
      {adapt.error && (
        <Alert className="form-alert" type="error" role="alert" title={problemText(adapt.error)} />
      )}
      <p>{t("resource.adaptExplained", { campus: unitName(resource.ownerCampus, i18n.language) })}</p>
      {campuses.length > 1 && (
        <Select
          className="full-width"
          aria-label={t("field.campus")}
          value={campusId ?? null}
          onChange={(id: string | null) => setCampusId(id ?? undefined)}
          options={campuses.map((campus) => ({ value: campus.id, label: unitName(campus, i18n.language) }))}
        />
      )}
    </Modal>
  );
};
