import writeSheets from "write-excel-file/node";
import type { GuessTerm } from "../vocabulary/index.ts";
import { manifestColumns } from "./manifest-columns.ts";

const heading = (value: string) => ({ value, fontWeight: "bold" as const, backgroundColor: "#DCE6F2" });

const told = [
  "每行一个文件，“文件”写路径（如：三年级数学/第一课.docx）或文件名。",
  "空着的单元格由系统推测；填写的以填写为准。标题相同的文件归为一个资源。",
  "类型、学科、年级、册次、版本请用下列词语；年级、关键词可填几个，用顿号隔开；学期如 2026-2027-1（上学期为 1，下学期为 2）。",
];

/** A workbook to fill in: a sheet with a row for each file, and one with the words that its cells may hold. */
export const writeManifestTemplate = (terms: readonly GuessTerm[]): Promise<Buffer> => {
  const withWords = manifestColumns.flatMap((column) =>
    "scheme" in column
      ? [
          {
            header: column.header,
            words: terms.filter(({ scheme }) => scheme === column.scheme).map(({ zh }) => zh),
          },
        ]
      : [],
  );
  const longest = Math.max(...withWords.map(({ words }) => words.length));
  const rows = Array.from({ length: longest }, (_, row) =>
    withWords.map(({ words }) => (words[row] === undefined ? null : { value: words[row] })),
  );
  const explained = told.map((value) => [{ value }]);
  return writeSheets([
    {
      sheet: "清单",
      data: [manifestColumns.map(({ header }) => heading(header))],
      columns: manifestColumns.map(({ width }) => ({ width })),
      stickyRowsCount: 1,
    },
    {
      sheet: "可用词语",
      data: [...explained, [], withWords.map(({ header }) => heading(header)), ...rows],
      columns: withWords.map(() => ({ width: 20 })),
    },
  ]).toBuffer();
};
