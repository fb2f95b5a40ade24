import { makeZip } from "./make-zip.ts";

const relationships = "http://schemas.openxmlformats.org/package/2006/relationships";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

const types = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="html" ContentType="text/html"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`;
const relationship = (id: string, type: string, target: string, isExternal = false) =>
  `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"${isExternal ? ' TargetMode="External"' : ""}/>`;
const listed = (some: string[]) =>
  `<?xml version="1.0"?><Relationships xmlns="${relationships}">${some.join("")}</Relationships>`;

interface Parts {
  body: string;
  related?: string[];
  declared?: string;
  others?: { name: string; bytes: string | Buffer }[];
}

const makeDocument = ({ body, related = [], declared = "", others = [] }: Parts): Buffer =>
  makeZip([
    { name: "[Content_Types].xml", bytes: types },
    { name: "_rels/.rels", bytes: listed([relationship("rId1", "officeDocument", "word/document.xml")]) },
    {
      name: "word/document.xml",
      bytes: `<?xml version="1.0"?>${declared}<w:document xmlns:w="${word}" xmlns:r="${office}"><w:body>${body}</w:body></w:document>`,
    },
    { name: "word/_rels/document.xml.rels", bytes: listed(related) },
    ...others,
  ]);

const said = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;

const drawn = (id: string) =>
  `<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip r:link="${id}" r:embed="${id}"/></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="99999" cy="99999"/></a:xfrm></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`;

/** A Word document that wants everything at `address` and to run what it says, beside the words that are to be seen. */
export const reachingOut = (address: string, words: string): Buffer => {
  const script = `<script>new Image().src="${address}/script";top.document.title="taken"</script>`;
  const escaped = (html: string) =>
    html.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
  const ends = escaped(`x</style><link rel="preconnect" href="${address}">${script}<style>`);
  const styles = `<?xml version="1.0"?><w:styles xmlns:w="${word}"><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:rPr><w:rFonts w:ascii="${ends}"/><w:color w:val="url(${address}/colour)"/></w:rPr></w:style></w:styles>`;
  return makeDocument({
    body: `${said(words)}${said(escaped(script))}<w:p><w:hyperlink r:id="rId3"><w:r><w:t>按这里</w:t></w:r></w:hyperlink></w:p>${drawn("rId2")}<w:altChunk r:id="rId4"/>`,
    related: [
      relationship("rId2", "image", `${address}/picture.png`, true),
      relationship("rId3", "hyperlink", "javascript:top.document.title='taken'", true),
      relationship("rId4", "aFChunk", "chunk.html"),
      relationship("rId5", "styles", "styles.xml"),
      relationship("rId6", "attachedTemplate", `${address}/template.dotm`, true),
    ],
    others: [
      { name: "word/chunk.html", bytes: `<html><body>${script}<img src="${address}/chunk"></body></html>` },
      { name: "word/styles.xml", bytes: styles },
    ],
  });
};

const laughs = Array.from(
  { length: 9 },
  (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`,
).join("");

/** Entities that become ten milliards of words. */
export const laughing = (): Buffer =>
  makeDocument({ declared: `<!DOCTYPE d [<!ENTITY l0 "哈">${laughs}]>`, body: said("&l9;") });

/** Some KB that inflate to what no document has. */
export const inflating = (): Buffer =>
  makeDocument({ body: said("x"), others: [{ name: "word/media/a.bin", bytes: Buffer.alloc(101_000_000) }] });

/** A long header on each of very many pages: few parts, no end of elements. */
export const repeating = (): Buffer => {
  const header = `<?xml version="1.0"?><w:hdr xmlns:w="${word}">${said("页眉").repeat(1000)}</w:hdr>`;
  const pages = `<w:p><w:r><w:br w:type="page"/></w:r></w:p>`.repeat(2000);
  return makeDocument({
    body: `${pages}<w:sectPr><w:headerReference w:type="default" r:id="rId2"/></w:sectPr>`,
    related: [relationship("rId2", "header", "header1.xml")],
    others: [{ name: "word/header1.xml", bytes: header }],
  });
};

/** One picture of nothing, packed to some KB, on a thousand pages. */
export const picturing = (): Buffer =>
  makeDocument({
    body: `${`<w:p><w:r><w:br w:type="page"/></w:r></w:p>`.repeat(1000)}<w:sectPr><w:headerReference w:type="default" r:id="rId2"/></w:sectPr>`,
    related: [relationship("rId2", "header", "header1.xml")],
    others: [
      {
        name: "word/header1.xml",
        bytes: `<?xml version="1.0"?><w:hdr xmlns:w="${word}" xmlns:r="${office}">${drawn("rId1")}</w:hdr>`,
      },
      {
        name: "word/_rels/header1.xml.rels",
        bytes: listed([relationship("rId1", "image", "media/a.png")]),
      },
      { name: "word/media/a.png", bytes: Buffer.alloc(20_000_000) },
    ],
  });

/** Each of a thousand styles is linked with one that says very much. */
export const styling = (): Buffer => {
  const linked = Array.from(
    { length: 1000 },
    (_, index) => `<w:style w:type="paragraph" w:styleId="s${index}"><w:link w:val="much"/></w:style>`,
  );
  const much = '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr>'.repeat(20_000);
  return makeDocument({
    body: said("x"),
    related: [relationship("rId5", "styles", "styles.xml")],
    others: [
      {
        name: "word/styles.xml",
        bytes: `<?xml version="1.0"?><w:styles xmlns:w="${word}"><w:style w:type="table" w:styleId="much">${much}</w:style>${linked.join("")}</w:styles>`,
      },
    ],
  });
};
