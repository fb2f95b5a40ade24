import { Input, InputNumber } from "antd";
import { useTranslation } from "react-i18next";
import { Labelled } from "../../components/labelled.tsx";
import { VocabularySelect } from "../../components/vocabulary-select.tsx";
import type { PlanHeading } from "./plan-heading.ts";
import { UnitSelect } from "./unit-select.tsx";

interface HeadingFormProps {
  /** Where the caller writes plans. */
  unitIds: string[];
  value: PlanHeading;
  onChange: (patch: Partial<PlanHeading>) => void;
}

const choices = ["term", "subject", "grade", "edition", "volume"] as const;
const optional: readonly string[] = ["edition", "volume"];

export const HeadingForm = ({ unitIds, value, onChange }: HeadingFormProps) => {
  const { t } = useTranslation();
  return (
    <div className="fields-form">
      <Labelled label={t("field.title")} isWide>
        {(id) => (
          <Input
            id={id}
            maxLength={200}
            value={value.title}
            onChange={(event) => onChange({ title: event.target.value })}
          />
        )}
      </Labelled>
      <Labelled label={t("plans.field.unit")}>
        {(id) => (
          <UnitSelect
            id={id}
            unitIds={unitIds}
            value={value.unitId}
            onChange={(unitId) => onChange({ unitId })}
          />
        )}
      </Labelled>
      {choices.map((scheme) => (
        <Labelled key={scheme} label={t(`plans.field.${scheme}`)}>
          {(id) => (
            <VocabularySelect
              id={id}
              scheme={scheme}
              isRequired={!optional.includes(scheme)}
              value={value[scheme]}
              onChange={(key) => onChange({ [scheme]: key })}
            />
          )}
        </Labelled>
      ))}
      <Labelled label={t("plans.field.periodsPerWeek")}>
        {(id) => (
          <InputNumber
            id={id}
            className="full-width"
            min={1}
            max={40}
            precision={0}
            value={value.periodsPerWeek}
            onChange={(periodsPerWeek) => onChange({ periodsPerWeek })}
          />
        )}
      </Labelled>
    </div>
  );
};
