import { Alert, Modal, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Plan, UnitReference } from "../../api/types.ts";
import { unitName } from "../../api/units.ts";
import { Labelled } from "../../components/labelled.tsx";
import { useProblemText } from "../../components/use-problem-text.ts";
import type { useAdopt } from "./use-adopt.ts";

interface AdoptDialogProps {
  plan: Plan;
  /** Those that have no copy yet. */
  campuses: UnitReference[];
  adopt: ReturnType<typeof useAdopt>;
  onClose: () => void;
}

/** Asks who leads several campuses for which of them a copy is made. */
export const AdoptDialog = ({ plan, campuses, adopt, onClose }: AdoptDialogProps) => {
  const { t, i18n } = useTranslation();
  const problemText = useProblemText();
  const [campusId, setCampusId] = useState(campuses[0]?.id ?? "");
  return (
    <Modal
      open
      title={t("planTable.adopt")}
      okText={t("planTable.adoptNow")}
      confirmLoading={adopt.isPending}
      onOk={() => adopt.mutate(campusId)}
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
