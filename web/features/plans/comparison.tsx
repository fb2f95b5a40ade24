import { useTranslation } from "react-i18next";
import type { PlanComparison } from "../../api/types.ts";
import { useApi } from "../../api/use-api.ts";
import { ChangedWords } from "../../components/changed-words.tsx";
import { EmptyNotice } from "../../components/empty-notice.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { RowChange } from "../../components/row-change.tsx";
import { useLabels } from "../../components/use-labels.ts";

interface ComparisonProps {
  planId: string;
  from: number;
  to: number | "live";
}

/** What leads from one revision to another: the heading's fields, then each row, with the words marked that changed. */
export const Comparison = ({ planId, from, to }: ComparisonProps) => {
  const { t } = useTranslation();
  const comparison = useApi("GET /api/plans/{id}/comparison", {
    params: { id: planId },
    query: { from, to },
  });
  const before = useApi("GET /api/plans/{id}/revisions/{number}", { params: { id: planId, number: from } });
  const rows = new Map(before.data?.rows.map((row) => [row.id, row]));
  return (
    <QueryState query={comparison}>
      {(found) => {
        const headings = changedHeading(found);
        const count = found.rows.length + headings.length;
        return (
          <section aria-label={t("plans.compare")}>
            {count === 0 && <EmptyNotice text={t("plans.noDifference")} />}
            {count > 0 && <p className="quiet">{t("plans.differences", { count })}</p>}
            {headings.length > 0 && <HeadingChanges comparison={found} fields={headings} />}
            {found.rows.map((change) => (
              <RowChange key={change.rowId} change={change} row={rows.get(change.rowId)} />
            ))}
          </section>
        );
      }}
    </QueryState>
  );
};

const headingFields = ["title", "edition", "volume", "periodsPerWeek"] as const;
type HeadingField = (typeof headingFields)[number];

const changedHeading = ({ before, after }: PlanComparison): HeadingField[] =>
  headingFields.filter((field) => before[field] !== after[field]);

const HeadingChanges = ({ comparison, fields }: { comparison: PlanComparison; fields: HeadingField[] }) => {
  const { t } = useTranslation();
  const { label } = useLabels();
  const words = (heading: PlanComparison["before"], field: HeadingField): string => {
    const value = heading[field];
    if (value === null) return "";
    return field === "edition" || field === "volume" ? label(field, String(value)) : String(value);
  };
  return (
    <div className="row-change is-changed">
      <dl>
        {fields.map((field) => (
          <div key={field}>
            <dt>{t(`plans.field.${field}`)}</dt>
            <dd>
              <ChangedWords before={words(comparison.before, field)} after={words(comparison.after, field)} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
};
