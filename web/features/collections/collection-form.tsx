import { Alert, Input, Modal, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CollectionUnitChoice } from "../../api/types.ts";
import { unitName } from "../../api/units.ts";
import { useProblemText } from "../../components/use-problem-text.ts";

export interface CollectionValues {
  title: string;
  summary: string;
  unitId: string;
}

interface CollectionFormProps {
  heading: string;
  first: CollectionValues;
  /** Empty where the unit is not to be chosen. */
  units: CollectionUnitChoice[];
  hint?: (unit: CollectionUnitChoice | undefined) => string;
  error: unknown;
  isSaving: boolean;
  onSave: (values: CollectionValues) => void;
  onClose: () => void;
}

/** What a collection says of itself, and of which unit it is. */
export const CollectionForm = (props: CollectionFormProps) => {
  const { heading, first, units, hint, error, isSaving, onSave, onClose } = props;
  const { t, i18n } = useTranslation();
  const problemText = useProblemText();
  const [values, setValues] = useState(first);
  const set = (change: Partial<CollectionValues>) => setValues({ ...values, ...change });
  const unit = units.find(({ id }) => id === values.unitId);
  return (
    <Modal
      open
      title={heading}
      okText={t("action.save")}
      okButtonProps={{ disabled: values.title.trim() === "" }}
      confirmLoading={isSaving}
      onOk={() => onSave(values)}
      onCancel={onClose}
    >
      {error !== null && (
        <Alert className="form-alert" type="error" role="alert" title={problemText(error)} />
      )}
      <div className="collection-form">
        <label htmlFor="collection-title">{t("collections.name")}</label>
        <Input
          id="collection-title"
          autoFocus
          value={values.title}
          maxLength={200}
          onChange={(event) => set({ title: event.target.value })}
        />
        <label htmlFor="collection-summary">{t("collections.summary")}</label>
        <Input.TextArea
          id="collection-summary"
          value={values.summary}
          maxLength={2000}
          autoSize={{ minRows: 2, maxRows: 8 }}
          onChange={(event) => set({ summary: event.target.value })}
        />
        {units.length > 0 && (
          <>
            <label htmlFor="collection-unit">{t("collections.unit")}</label>
            <Select
              id="collection-unit"
              value={values.unitId}
              onChange={(unitId) => set({ unitId })}
              options={units.map((one) => ({ value: one.id, label: unitName(one, i18n.language) }))}
            />
            {hint && <p className="quiet">{hint(unit)}</p>}
          </>
        )}
      </div>
    </Modal>
  );
};
