import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { type Scheme, useLabels } from "./use-labels.ts";

interface VocabularySelectProps {
  id?: string;
  scheme: Scheme;
  value: string | null;
  onChange: (key: string | null) => void;
  isRequired?: boolean;
}

/** One of the vocabulary's words. A value that is no longer offered stays shown. */
export const VocabularySelect = ({
  id,
  scheme,
  value,
  onChange,
  isRequired = false,
}: VocabularySelectProps) => {
  const { t } = useTranslation();
  const { label, options } = useLabels();
  const offered = options(scheme);
  const isMissing = value !== null && !offered.some((option) => option.value === value);
  return (
    <Select
      {...(id && { id })}
      className="full-width"
      value={value}
      allowClear={!isRequired}
      showSearch={{ optionFilterProp: "label" }}
      placeholder={t("field.notSet")}
      options={isMissing ? [{ value, label: label(scheme, value) }, ...offered] : offered}
      onChange={(key: string | null | undefined) => onChange(key ?? null)}
    />
  );
};

export const GradesSelect = ({
  id,
  value,
  onChange,
}: {
  id?: string;
  value: string[];
  onChange: (keys: string[]) => void;
}) => {
  const { t } = useTranslation();
  const { options } = useLabels();
  return (
    <Select
      {...(id && { id })}
      className="full-width"
      mode="multiple"
      maxCount={9}
      value={value}
      showSearch={{ optionFilterProp: "label" }}
      placeholder={t("field.notSet")}
      options={options("grade")}
      onChange={(keys: string[]) => onChange([...keys].sort())}
    />
  );
};
