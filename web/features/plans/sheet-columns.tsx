import { InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { PlanSheet, ReadPlanSheet } from "../../api/types.ts";
import { Labelled } from "../../components/labelled.tsx";
import { type Layout, layoutOf, type Meaning, sampleOf, withMeaning } from "./sheet-layout.ts";

interface SheetColumnsProps {
  sheet: PlanSheet;
  read: ReadPlanSheet;
  onChange: (layout: Layout) => void;
}

const meanings: readonly Meaning[] = [
  "weeks",
  "weeksUntil",
  "dates",
  "unit",
  "lesson",
  "content",
  "periods",
  "homework",
  "equipment",
  "notes",
];

/** What each column is taken for, with its header and first cell, and a choice where that is wrong. */
export const SheetColumns = ({ sheet, read, onChange }: SheetColumnsProps) => {
  const { t } = useTranslation();
  const layout = layoutOf(sheet, read);
  // Where a column tells the weeks, the dates beside it are only held against them.
  const labelOf = (meaning: Meaning) =>
    meaning === "dates" && layout.columns.includes("weeks") ? "checkedDates" : meaning;
  const options = meanings.map((value) => ({ value, label: t(`plans.meaning.${labelOf(value)}`) }));
  const headerOf = (column: number) =>
    sheet.rows[layout.headerRow - 1]?.[column]?.trim() || t("plans.column", { number: column + 1 });
  return (
    <section aria-label={t("plans.columns")}>
      <h2>{t("plans.columns")}</h2>
      <div className="fields-form">
        <Labelled label={t("plans.headerRow")} hint={t("plans.headerRowHint")}>
          {(id) => (
            <InputNumber
              id={id}
              className="full-width"
              min={0}
              max={sheet.rows.length}
              precision={0}
              value={layout.headerRow}
              onChange={(headerRow) => headerRow !== null && onChange({ ...layout, headerRow })}
            />
          )}
        </Labelled>
        {layout.columns.map((meaning, column) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place.
          <Labelled key={column} label={headerOf(column)} hint={sampleOf(sheet, layout.headerRow, column)}>
            {(id) => (
              <Select
                id={id}
                className="full-width"
                allowClear
                placeholder={t("plans.meaning.none")}
                value={meaning}
                options={options}
                onChange={(next?: Meaning) => onChange(withMeaning(layout, column, next ?? null))}
              />
            )}
          </Labelled>
        ))}
      </div>
    </section>
  );
};
