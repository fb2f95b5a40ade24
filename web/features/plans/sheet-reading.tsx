import { Alert } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PlanSheet, ReadPlanSheet } from "../../api/types.ts";
import { EmptyNotice } from "../../components/empty-notice.tsx";
import { QueryState } from "../../components/query-state.tsx";
import type { NewPlanProps } from "./blank-plan.tsx";
import type { BroughtSheet } from "./brought-sheets.ts";
import { CreateButton } from "./create-button.tsx";
import { HeadingForm } from "./heading-form.tsx";
import { newPlanOf, type PlanHeading } from "./plan-heading.ts";
import { ReadRows } from "./read-rows.tsx";
import { SheetColumns } from "./sheet-columns.tsx";
import { ToldRows } from "./told-rows.tsx";
import { useSheetReading } from "./use-sheet-reading.ts";

interface SheetReadingProps extends NewPlanProps {
  fileName: string;
  sheet: BroughtSheet;
}

/** How a sheet is understood, to be looked at and put right before anything is made of it. */
export const SheetReading = ({ fileName, sheet, first, unitIds }: SheetReadingProps) => {
  const { t } = useTranslation();
  const [layout, setLayout] = useState<PlanSheet["layout"]>();
  // What the person said counts more than what the sheet says, and that more than what is likely.
  const [said, setSaid] = useState<Partial<PlanHeading>>({});
  const reading = useSheetReading(fileName, sheet, layout, {
    unitId: said.unitId ?? first.unitId,
    term: said.term ?? first.term,
  });
  return (
    <QueryState query={reading}>
      {(read) => {
        const heading = { ...first, ...proposed(read), ...said };
        return (
          <div className="sheet-reading">
            {sheet.isCut && (
              <Alert type="warning" title={t("plans.sheetCut", { count: sheet.rows.length })} />
            )}
            <SheetColumns sheet={sheet} read={read} onChange={setLayout} />
            <ToldRows
              title={t("plans.leftOut", { count: read.problems.length })}
              told={read.problems.map((one) => ({ ...one, words: t(`plans.problem.${one.code}`) }))}
            />
            <ToldRows
              title={t("plans.toCheck", { count: read.notices.length })}
              told={read.notices.map((one) => ({ ...one, words: t(`plans.check.${one.code}`) }))}
            />
            {read.rows.length === 0 && <EmptyNotice text={t("plans.nothingRead")} />}
            {read.rows.length > 0 && <ReadRows rows={read.rows} />}
            <h2>{t("plans.heading")}</h2>
            <HeadingForm
              unitIds={unitIds}
              value={heading}
              onChange={(patch) => setSaid({ ...said, ...patch })}
            />
            <CreateButton
              heading={heading}
              hasWork
              rowCount={read.rows.length}
              plan={() =>
                newPlanOf(
                  heading,
                  read.rows.map(({ row }) => row),
                )
              }
            />
          </div>
        );
      }}
    </QueryState>
  );
};

const periodsPerWeekOf = ({ rows }: ReadPlanSheet): Partial<PlanHeading> => {
  const told = rows.filter(({ row }) => row.periods !== undefined);
  if (told.length === 0) return {};
  const periods = told.reduce((sum, { row }) => sum + (row.periods ?? 0), 0);
  const weeks = Math.max(...rows.map(({ row }) => row.weeks.last));
  return { periodsPerWeek: Math.min(Math.max(Math.round(periods / weeks), 1), 40) };
};

const proposed = (read: ReadPlanSheet): Partial<PlanHeading> => ({
  ...periodsPerWeekOf(read),
  ...(Object.fromEntries(
    Object.entries(read.heading).filter(([, value]) => value !== null && value !== undefined),
  ) as Partial<PlanHeading>),
});
