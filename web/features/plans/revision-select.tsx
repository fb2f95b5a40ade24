import { Select } from "antd";
import { useTranslation } from "react-i18next";
import type { PlanRevision } from "../../api/types.ts";
import { Labelled } from "../../components/labelled.tsx";
import { formatDay } from "../../locales/format.ts";

interface RevisionSelectProps {
  label: string;
  revisions: PlanRevision[];
  hasDraft?: boolean;
  /** A revision's number, or "live". */
  value: string;
  onChange: (value: string) => void;
}

export const RevisionSelect = ({ label, revisions, hasDraft, value, onChange }: RevisionSelectProps) => {
  const { t, i18n } = useTranslation();
  const published = revisions.map(({ number, note, publishedAt }) => ({
    value: String(number),
    label: [t("plans.revision", { number }), formatDay(publishedAt, i18n.language), note]
      .filter(Boolean)
      .join(" · "),
  }));
  const draft = { value: "live", label: t("plans.draft") };
  return (
    <Labelled label={label}>
      {(id) => (
        <Select
          id={id}
          className="full-width"
          value={value}
          onChange={onChange}
          options={hasDraft ? [draft, ...published] : published}
        />
      )}
    </Labelled>
  );
};
