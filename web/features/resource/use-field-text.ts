import { useTranslation } from "react-i18next";
import type { FieldName, ResourceFields } from "../../components/resource-fields.ts";
import { useLabels } from "../../components/use-labels.ts";

/** A field's value in words, for telling one value from another. */
export const useFieldText = () => {
  const { t } = useTranslation();
  const { label } = useLabels();
  return (name: FieldName, fields: ResourceFields): string => {
    if (name === "grades")
      return fields.grades.map((grade) => label("grade", grade)).join("、") || t("field.notSet");
    if (name === "keywords") return fields.keywords.join("、") || t("field.notSet");
    const value = fields[name];
    if (!value) return t("field.notSet");
    if (name === "title" || name === "summary" || name === "language") return value;
    if (name === "textbookNodeId") return t("field.textbookChosen");
    return label(name, value);
  };
};
