import { useMutation } from "@tanstack/react-query";
import { Alert, Modal, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { call } from "../../api/client.ts";
import { newKey } from "../../api/new-key.ts";
import type { Plan, UnitReference } from "../../api/types.ts";
import { unitName } from "../../api/units.ts";
import { Labelled } from "../../components/labelled.tsx";
import { useProblemText } from "../../components/use-problem-text.ts";

interface AdoptDialogProps {
  plan: Plan;
  /** Those that have no copy yet. */
  campuses: UnitReference[];
  onClose: () => void;
}

/** Makes the campus's own copy and goes there; asks for which campus where there are several. */
export const AdoptDialog = ({ plan, campuses, onClose }: AdoptDialogProps) => {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const problemText = useProblemText();
  const [campusId, setCampusId] = useState(campuses[0]?.id ?? "");
  // One key for the dialog: a second click, or a lost answer, makes no second copy.
  const [idempotencyKey] = useState(newKey);
  const adopt = useMutation({
    mutationFn: () =>
      call(
        "POST /api/plans/{id}/adopt",
        { params: { id: plan.id }, body: { campusId } },
        { idempotencyKey: `${idempotencyKey}-${campusId}` },
      ),
    onSuccess: ({ id }) => void navigate(`/plans/${id}`),
  });
  return (
    <Modal
      open
      title={t("planTable.adopt")}
      okText={t("planTable.adoptNow")}
      confirmLoading={adopt.isPending}
      onOk={() => adopt.mutate()}
      onCancel={onClose}
    >
      {adopt.error && (
        <Alert className="form-alert" type="error" role="alert" title={problemText(adopt.error)} />
      )}
      <p>{t("planTable.adoptExplained", { number: plan.currentNumber ?? 1 })}</p>
      <Labelled label={t("field.campus")}>
        {(id) => (
          <Select
            id={id}
            className="full-width"
            value={campusId}
            onChange={setCampusId}
            options={campuses.map((campus) => ({ value: campus.id, label: unitName(campus, i18n.language) }))}
          />
        )}
      </Labelled>
    </Modal>
  );
};
