import { useTranslation } from "react-i18next";
import { useApi } from "../../api/use-api.ts";
import { EmptyNotice } from "../../components/empty-notice.tsx";
import { changedHeading, HeadingChange } from "../../components/heading-change.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { RowChange } from "../../components/row-change.tsx";
import { RowTitles, titlesById } from "../../components/row-titles.ts";

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
        const count = found.rows.length + changedHeading(found).length;
        return (
          <section aria-label={t("plans.compare")}>
            {count === 0 && <EmptyNotice text={t("plans.noDifference")} />}
            {count > 0 && <p className="quiet">{t("plans.differences", { count })}</p>}
            <HeadingChange {...found} />
            <RowTitles value={titlesById(found)}>
              {found.rows.map((change) => (
                <RowChange key={change.rowId} change={change} row={rows.get(change.rowId)} />
              ))}
            </RowTitles>
          </section>
        );
      }}
    </QueryState>
  );
};
