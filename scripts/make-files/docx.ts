import { escapeXml, makeOfficePackage } from "./office-package.ts";

const wordprocessing = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const borders = ["top", "left", "bottom", "right", "insideH", "insideV"]
  .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`)
  .join("");

function paragraph(text: string, style?: string): string {
  const properties = style ? `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>` : "";
  return `<w:p>${properties}<w:r><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r></w:p>`;
}

function table(rows: string[][]): string {
  const columns = Math.max(1, ...rows.map((row) => row.length));
  const grid = "<w:gridCol/>".repeat(columns);
  const cells = (row: string[]) =>
    Array.from(
      { length: columns },
      (_, column) =>
        `<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr>${paragraph(row[column] ?? "")}</w:tc>`,
    ).join("");
  return `<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>${borders}</w:tblBorders></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${rows.map((row) => `<w:tr>${cells(row)}</w:tr>`).join("")}</w:tbl><w:p/>`;
}

const styles = `<w:styles xmlns:w="${namespace}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:eastAsia="宋体" w:hAnsi="Calibri"/><w:sz w:val="22"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="300" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:sz w:val="36"/></w:rPr></w:style></w:styles>`;

/** A Word document: the title as a heading, then the paragraphs, then the tables. */
export function makeDocx(content: {
  title: string;
  paragraphs: string[];
  tables?: string[][][];
}): Promise<Buffer> {
  const body = [
    paragraph(content.title, "Title"),
    ...content.paragraphs.map((text) => paragraph(text)),
    ...(content.tables ?? []).map(table),
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>',
  ];
  return makeOfficePackage(content.title, [
    {
      name: "word/document.xml",
      contentType: `${wordprocessing}.document.main+xml`,
      xml: `<w:document xmlns:w="${namespace}"><w:body>${body.join("")}</w:body></w:document>`,
      relationships: [{ id: "rId1", type: "styles", target: "styles.xml" }],
    },
    { name: "word/styles.xml", contentType: `${wordprocessing}.styles+xml`, xml: styles },
  ]);
}
