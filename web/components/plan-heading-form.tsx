import { Input, InputNumber } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Labelled } from "./labelled.tsx";
import { VocabularySelect } from "./vocabulary-select.tsx";

const schemes = ["term", "subject", "grade", "edition", "volume"] as const;
const optional: readonly string[] = ["edition", "volume"];

interface Heading extends Partial<Record<(typeof schemes)[number], string | null>> {
  title: string;
  periodsPerWeek: number | null;
}

interface PlanHeadingFormProps {
  /** The fields that it holds are the ones that are shown. */
  value: Heading;
  onChange: (patch: Partial<Heading>) => void;
  /** What stands below the title. */
  children?: ReactNode;
}

/** What a plan says of itself. */
export const PlanHeadingForm = ({ value, onChange, children }: PlanHeadingFormProps) => {
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
      {children}
      {schemes
        .filter((scheme) => scheme in value)
        .map((scheme) => (
          <Labelled key={scheme} label={t(`plans.field.${scheme}`)}>
            {(id) => (
              <VocabularySelect
                id={id}
                scheme={scheme}
                isRequired={!optional.includes(scheme)}
                value={value[scheme] ?? null}
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
