import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { useLabels } from "../../components/use-labels.ts";
import { type Campus, fittingCampuses, type ProgressFilters, plansOf } from "./progress-figures.ts";

interface ProgressFilterBarProps {
  term: string;
  filters: ProgressFilters;
  /** All of the term. */
  campuses: Campus[];
  onTerm: (term: string) => void;
  onChange: (filters: ProgressFilters) => void;
}

/** Which term, and what of it: a subject, or a plan together with the copies that campuses have of it. */
export const ProgressFilterBar = ({ term, filters, campuses, onTerm, onChange }: ProgressFilterBarProps) => {
  const { t } = useTranslation();
  const { label, options } = useLabels();
  const terms = options("term");
  const subjects = new Set(campuses.flatMap(({ classes }) => classes.map(({ subject }) => subject)));
  if (filters.subject) subjects.add(filters.subject);
  const plans = plansOf(fittingCampuses(campuses, { subject: filters.subject, planId: null }));
  return (
    <div className="progress-filters">
      <Select
        aria-label={t("field.term")}
        value={term}
        options={
          terms.some(({ value }) => value === term)
            ? terms
            : [...terms, { value: term, label: label("term", term) }]
        }
        onChange={onTerm}
      />
      <Select
        aria-label={t("teaching.subject")}
        placeholder={t("teaching.allSubjects")}
        allowClear
        value={filters.subject}
        options={[...subjects].map((value) => ({ value, label: label("subject", value) }))}
        onChange={(subject: string | undefined) => onChange({ subject: subject ?? null, planId: null })}
      />
      <Select
        aria-label={t("teaching.ofPlan")}
        placeholder={t("teaching.allPlans")}
        allowClear
        popupMatchSelectWidth={false}
        value={plans.some(({ id }) => id === filters.planId) ? filters.planId : null}
        options={plans.map(({ id, line, title }) => ({
          value: id,
          label: `${t("teaching.course", { grade: label("grade", line.grade), subject: label("subject", line.subject) })} · ${title}`,
        }))}
        onChange={(planId: string | undefined) => onChange({ ...filters, planId: planId ?? null })}
      />
    </div>
  );
};
