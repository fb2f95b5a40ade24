import { Table, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import type { ReadPlanSheet } from "../../api/types.ts";
import { useRowWords } from "../../components/use-row-words.ts";

type ReadRow = ReadPlanSheet["rows"][number];
const fields = ["unit", "lesson", "content", "periods", "homework", "equipment", "notes"] as const;

/** The rows that the plan will have; a column in which nothing stands is left out. */
export const ReadRows = ({ rows }: { rows: ReadRow[] }) => {
  const { t } = useTranslation();
  const words = useRowWords();
  const filled = fields.filter((field) => rows.some(({ row }) => row[field] !== undefined));
  const columns: TableColumnsType<ReadRow> = [
    { title: t("plans.rowNumber"), width: 70, render: (_, { number }) => number },
    {
      title: t("rowChange.field.weeks"),
      width: 110,
      render: (_, { row }) => words.value({ weeks: row.weeks }, "weeks"),
    },
    ...filled.map((field) => ({
      title: t(`rowChange.field.${field}`),
      render: (_: unknown, { row }: ReadRow) => row[field],
    })),
  ];
  return (
    <section aria-label={t("plans.readRows")}>
      <h2>
        {t("plans.readRows")} <span className="quiet">{t("plans.rows", { count: rows.length })}</span>
      </h2>
      <Table
        rowKey="place"
        size="small"
        columns={columns}
        dataSource={rows.map((row, place) => ({ ...row, place }))}
        pagination={false}
        scroll={{ x: 720, y: 360 }}
      />
    </section>
  );
};
