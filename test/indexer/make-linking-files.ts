import { makeZip } from "../../scripts/make-files/office-package.ts";

const relationship = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const drawing = "http://schemas.openxmlformats.org/drawingml/2006";
const openDocument = "urn:oasis:names:tc:opendocument:xmlns";
const namespaces = ["office", "text", "table", "drawing:draw", "svg-compatible:svg"]
  .map((name) => name.split(":"))
  .map(([name, prefix = name]) => `xmlns:${prefix}="${openDocument}:${name}:1.0"`)
  .join(" ");

const relationships = (items: string) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${items}</Relationships>`;

/** An OpenDocument file; `body` is what `office:body` holds. */
export function makeOpenDocument(
  kind: "text" | "spreadsheet" | "presentation",
  body: string,
  otherParts: Record<string, string> = {},
) {
  const mediaType = `application/vnd.oasis.opendocument.${kind}`;
  const manifest = ["/", "content.xml", ...Object.keys(otherParts)].map(
    (name) => `<m:file-entry m:full-path="${name}" m:media-type="${name === "/" ? mediaType : "text/xml"}"/>`,
  );
  return makeZip({
    mimetype: mediaType,
    "META-INF/manifest.xml": `<m:manifest xmlns:m="${openDocument}:manifest:1.0" m:version="1.2">${manifest.join("")}</m:manifest>`,
    "content.xml": `<office:document-content ${namespaces} xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:of="${openDocument}:of:1.2" office:version="1.2"><office:body>${body}</office:body></office:document-content>`,
    ...otherParts,
  });
}

/** A text that wants a picture, a section and a frame from `address`, and a section from a file of this machine. */
export const makeLinkingText = (address: string, file: string) =>
  makeOpenDocument(
    "text",
    `<office:text><text:p>正文<draw:frame text:anchor-type="as-char" svg:width="5cm" svg:height="5cm">
      <draw:image xlink:href="${address}/picture.png" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/></draw:frame>
      <draw:frame text:anchor-type="as-char" svg:width="3cm" svg:height="3cm">
      <draw:floating-frame xlink:href="${address}/frame.html" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/></draw:frame></text:p>
      <text:section text:name="a"><text:section-source xlink:href="${address}/section.odt"/><text:p>旧</text:p></text:section>
      <text:section text:name="b"><text:section-source xlink:href="file://${file}"/><text:p>旧</text:p></text:section></office:text>`,
  );

/** A sheet whose formulas ask `address` for their values. */
export const makeLinkingSheet = (address: string) =>
  makeOpenDocument(
    "spreadsheet",
    `<office:spreadsheet><table:table table:name="一"><table:table-row>
      <table:table-cell table:formula="of:=WEBSERVICE(&quot;${address}/value&quot;)" office:value-type="string"/>
      <table:table-cell table:formula="of:='${address}/other.ods'#$Sheet1.A1" office:value-type="string"/>
      </table:table-row></table:table></office:spreadsheet>`,
  );

/** A Word document with a linked picture, a picture field and a template, all at `address`. */
export const makeLinkingDocx = (address: string) =>
  makeZip({
    "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/></Types>`,
    "_rels/.rels": relationships(
      `<Relationship Id="r1" Type="${relationship}/officeDocument" Target="word/document.xml"/>`,
    ),
    "word/document.xml": `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="${relationship}" xmlns:wp="${drawing}/wordprocessingDrawing" xmlns:a="${drawing}/main" xmlns:pic="${drawing}/picture"><w:body><w:p><w:r><w:t>正文</w:t></w:r><w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="p"/><a:graphic><a:graphicData uri="${drawing}/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link="i1"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r><w:fldSimple w:instr=" INCLUDEPICTURE &quot;${address}/field.png&quot; \\d "><w:r><w:t>图</w:t></w:r></w:fldSimple></w:p></w:body></w:document>`,
    "word/settings.xml": `<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="${relationship}"><w:attachedTemplate r:id="t1"/></w:settings>`,
    "word/_rels/settings.xml.rels": relationships(
      `<Relationship Id="t1" Type="${relationship}/attachedTemplate" Target="${address}/template.dotx" TargetMode="External"/>`,
    ),
    "word/_rels/document.xml.rels": relationships(
      `<Relationship Id="i1" Type="${relationship}/image" Target="${address}/linked.png" TargetMode="External"/><Relationship Id="s1" Type="${relationship}/settings" Target="settings.xml"/>`,
    ),
  });

/** A workbook that says `正文`, with a formula, a picture, a data connection and another workbook at `address`; `declared` stands before its sheet. */
export const makeLinkingWorkbook = (address: string, declared = "") => {
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const external = (id: string, type: string, name: string) =>
    `<Relationship Id="${id}" Type="${relationship}/${type}" Target="${address}/${name}" TargetMode="External"/>`;
  return makeZip({
    "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    "_rels/.rels": relationships(
      `<Relationship Id="r1" Type="${relationship}/officeDocument" Target="xl/workbook.xml"/>`,
    ),
    "xl/workbook.xml": `<workbook xmlns="${main}" xmlns:r="${relationship}"><sheets><sheet name="一" sheetId="1" r:id="s1"/></sheets><externalReferences><externalReference r:id="e1"/></externalReferences></workbook>`,
    "xl/_rels/workbook.xml.rels": relationships(
      `<Relationship Id="s1" Type="${relationship}/worksheet" Target="sheet1.xml"/>${external("e1", "externalLink", "other.xlsx")}${external("t1", "sharedStrings", "strings.xml")}${external("c1", "connections", "data")}`,
    ),
    "xl/sheet1.xml": `${declared}<worksheet xmlns="${main}" xmlns:r="${relationship}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>正文${declared && "&there;"}</t></is></c><c r="B1" t="str"><f>WEBSERVICE("${address}/value")</f><v>旧</v></c></row></sheetData><drawing r:id="d1"/></worksheet>`,
    "xl/_rels/sheet1.xml.rels": relationships(external("d1", "drawing", "drawing.xml")),
  });
};

/** A page with a style sheet, a picture and a frame at `address`. */
export const makeLinkingPage = (address: string) =>
  `<html><head><link rel="stylesheet" href="${address}/a.css"></head><body><img src="${address}/a.png">正文<iframe src="${address}/b"></iframe></body></html>`;

/** Wants a form, a picture, a font and a page from elsewhere, and to open them by itself. */
export const makeLinkingPdf = (address: string): string => {
  const there = (name: string) => `<< /FS /URL /F (${address}/${name}) >>`;
  const shown = "BT /F 20 Tf 50 700 Td (words) Tj ET q 99 0 0 99 9 9 cm /I Do Q";
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /URI /URI (${address}/open) >> /AA << /WC << /S /SubmitForm /F ${there("form")} >> >> /URI << /Base (${address}/) >> >>`,
    "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 5 0 R >> /XObject << /I 6 0 R >> >> /Contents 4 0 R /Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 99 99] /A << /S /GoToR /F ${there("other.pdf")} /D [0 /Fit] >> >>] >>`,
    `<< /Length ${shown.length} >> stream\n${shown}\nendstream`,
    `<< /Type /Font /Subtype /Type1 /BaseFont /Elsewhere /FontDescriptor << /Type /FontDescriptor /FontName /Elsewhere /FontFile << /Length 0 /F ${there("font")} >> >> >>`,
    `<< /Type /XObject /Subtype /Image /Width 9 /Height 9 /ColorSpace /DeviceGray /BitsPerComponent 8 /F ${there("picture")} /Length 0 >> stream\n\nendstream`,
  ];
  const body = objects.map((object, at) => `${at + 1} 0 obj ${object} endobj\n`).join("");
  return `%PDF-1.4\n${body}trailer << /Root 1 0 R >>\n`;
};
