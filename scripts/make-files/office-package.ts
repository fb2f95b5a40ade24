import { buffer } from "node:stream/consumers";
import { ZipFile } from "yazl";

/** A fixed time in every zip entry, so that the same content always gives the same bytes. */
const entryTime = new Date(Date.UTC(2025, 8, 1));

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const relationshipTypes = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

export interface Relationship {
  id: string;
  type: string;
  target: string;
}

export interface OfficePart {
  name: string;
  contentType: string;
  xml: string;
  relationships?: Relationship[];
}

/** XML 1.0 has no way to write most control characters, so they are left out. */
export function escapeXml(text: string): string {
  return text
    .replace(/\p{Cc}/gu, (char) => ("\t\n\r".includes(char) ? char : ""))
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** Zips parts in the order given. Values that are text become UTF-8. */
export function makeZip(entries: Record<string, string | Buffer>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(entries)) {
    zip.addBuffer(Buffer.from(content), name, { mtime: entryTime });
  }
  zip.end();
  return buffer(zip.outputStream);
}

function relationshipsXml(relationships: Relationship[]): string {
  const items = relationships.map(
    ({ id, type, target }) =>
      `<Relationship Id="${id}" Type="${type.includes(":") ? type : `${relationshipTypes}/${type}`}" Target="${escapeXml(target)}"/>`,
  );
  return `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${items.join("")}</Relationships>`;
}

/** `ppt/slides/slide1.xml` → `ppt/slides/_rels/slide1.xml.rels` */
const relationshipsName = (part: string) => part.replace(/([^/]+)$/, "_rels/$1.rels");

/** An Open Packaging Conventions file; the first part is its main document. */
export function makeOfficePackage(title: string, parts: OfficePart[]): Promise<Buffer> {
  const core: OfficePart = {
    name: "docProps/core.xml",
    contentType: "application/vnd.openxmlformats-package.core-properties+xml",
    xml: `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escapeXml(title)}</dc:title></cp:coreProperties>`,
  };
  const all = [...parts, core];
  const overrides = all.map(
    (part) => `<Override PartName="/${part.name}" ContentType="${part.contentType}"/>`,
  );
  const entries: Record<string, string> = {
    "[Content_Types].xml": `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join("")}</Types>`,
    "_rels/.rels": relationshipsXml([
      { id: "rId1", type: "officeDocument", target: parts[0]?.name ?? "" },
      {
        id: "rId2",
        type: "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        target: core.name,
      },
    ]),
  };
  for (const part of all) {
    entries[part.name] = declaration + part.xml;
    if (part.relationships) entries[relationshipsName(part.name)] = relationshipsXml(part.relationships);
  }
  return makeZip(entries);
}
