import { useTranslation } from "react-i18next";
import { Labelled } from "../../components/labelled.tsx";
import { PlanHeadingForm } from "../../components/plan-heading-form.tsx";
import type { PlanHeading } from "./plan-heading.ts";
import { UnitSelect } from "./unit-select.tsx";

interface HeadingFormProps {
  /** Where the caller writes plans. */
  unitIds: string[];
  value: PlanHeading;
  onChange: (patch: Partial<PlanHeading>) => void;
}

/** The heading of a new plan, with the unit that it is for. */
export const HeadingForm = ({ unitIds, value: { unitId, ...heading }, onChange }: HeadingFormProps) => {
  const { t } = useTranslation();
  return (
    <PlanHeadingForm value={heading} onChange={onChange}>
      <Labelled label={t("plans.field.unit")}>
        {(id) => (
          <UnitSelect id={id} unitIds={unitIds} value={unitId} onChange={(unitId) => onChange({ unitId })} />
        )}
      </Labelled>
    </PlanHeadingForm>
  );
};
