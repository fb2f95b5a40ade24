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

/** A page with a style sheet, a picture and a frame at `address`. */
export const makeLinkingPage = (address: string) =>
  `<html><head><link rel="stylesheet" href="${address}/a.css"></head><body><img src="${address}/a.png">正文<iframe src="${address}/b"></iframe></body></html>`;
