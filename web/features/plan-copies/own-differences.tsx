import { useTranslation } from "react-i18next";
import type { Plan, PlanConflict } from "../../api/types.ts";
import { useApi } from "../../api/use-api.ts";
import { EmptyNotice } from "../../components/empty-notice.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { RowTitles, titlesById } from "../../components/row-titles.ts";
import { ChangeSection } from "./change-section.tsx";
import { partOf } from "./pull-choices.ts";

interface OwnDifferencesProps {
  plan: Plan;
  title: string;
  /** What is still to be settled is not told as staying. */
  conflicts?: PlanConflict[];
}

/** What the campus has otherwise than the plan that it follows, each with its reason. */
export const OwnDifferences = ({ plan, title, conflicts = [] }: OwnDifferencesProps) => {
  const { t } = useTranslation();
  const differences = useApi(
    "GET /api/plans/{id}/differences",
    { params: { id: plan.id } },
    { staleTime: 0 },
  );
  const rows = new Map(plan.rows.map((row) => [row.id, row]));
  const isOpen = (rowId: string, field: string) =>
    conflicts.some((one) => one.rowId === rowId && (one.field === partOf(field) || one.field === "row"));
  return (
    <QueryState query={differences}>
      {({ items, corrections, ...titles }) => {
        const staying = items
          .map((item) => ({ ...item, fields: item.fields.filter((field) => !isOpen(item.rowId, field)) }))
          .filter(({ change, fields, rowId }) =>
            change === "changed" ? fields.length > 0 : !isOpen(rowId, "row"),
          );
        return (
          <RowTitles value={titlesById(titles)}>
            <ChangeSection
              title={title}
              changes={staying}
              rows={rows}
              corrections={new Set(corrections)}
              mark={t("planCopies.notCorrected")}
            >
              {staying.length === 0 && <EmptyNotice text={t("planCopies.noOwn")} />}
            </ChangeSection>
          </RowTitles>
        );
      }}
    </QueryState>
  );
};
