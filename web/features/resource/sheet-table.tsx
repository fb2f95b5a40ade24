import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import type { Sheet } from "../../components/read-workbook.ts";
import { ScrollRegion } from "../../components/scroll-region.tsx";

/** More is for a spreadsheet program. */
const mostRows = 500;
const mostColumns = 60;

/** 0 → A, 27 → AB */
const columnName = (column: number): string =>
  column < 26
    ? String.fromCharCode(65 + column)
    : columnName(Math.floor(column / 26) - 1) + columnName(column % 26);

/** The cells that others reach into, and how far those reach, by "row column". */
const readMerges = ({ merges }: Sheet) => {
  const hidden = new Set<string>();
  const spans = new Map<string, { rowSpan: number; colSpan: number }>();
  for (const { row, column, rows, columns } of merges) {
    const rowSpan = Math.min(rows, mostRows - row);
    const colSpan = Math.min(columns, mostColumns - column);
    if (rowSpan < 1 || colSpan < 1) continue;
    spans.set(`${row} ${column}`, { rowSpan, colSpan });
    for (let down = 0; down < rowSpan; down += 1)
      for (let right = 0; right < colSpan; right += 1)
        if (down + right > 0) hidden.add(`${row + down} ${column + right}`);
  }
  return { hidden, spans };
};

/** One sheet as a spreadsheet program shows it, without its colours; its beginning where it is long. */
export const SheetTable = ({ sheet }: { sheet: Sheet }) => {
  const { t } = useTranslation();
  const width = Math.max(...sheet.rows.map((row) => row.length));
  const columns = Array.from({ length: Math.min(width, mostColumns) }, (_, column) => columnName(column));
  const { hidden, spans } = readMerges(sheet);
  const isCut = sheet.isCut || sheet.rows.length > mostRows || width > mostColumns;
  return (
    <>
      <ScrollRegion className="sheet" label={sheet.name}>
        <table>
          <thead>
            <tr>
              <td />
              {columns.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sheet.rows.slice(0, mostRows).map((cells, row) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its number.
              <tr key={row}>
                <th scope="row">{row + 1}</th>
                {columns.map((name, column) =>
                  hidden.has(`${row} ${column}`) ? null : (
                    <td key={name} {...spans.get(`${row} ${column}`)}>
                      {cells[column]}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {isCut && <Alert type="info" title={t("preview.cut")} />}
    </>
  );
};
