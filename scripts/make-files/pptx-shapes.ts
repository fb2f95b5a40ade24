import { escapeXml } from "./office-package.ts";

export const namespaces =
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"';

export const colourMap =
  '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>';

/** Slide size and places in English Metric Units: 16:9, 12192000 × 6858000. */
export const slideSize = { width: 12_192_000, height: 6_858_000 };
const places = {
  title: { x: 838_200, y: 457_200, width: 10_515_600, height: 1_143_000 },
  body: { x: 838_200, y: 1_825_625, width: 10_515_600, height: 4_351_338 },
};

/** A placeholder's text box. Only the master says where it stands; layouts and slides inherit that. */
export function placeholder(kind: "title" | "body", id: number, lines: string[], isPlaced = false): string {
  const { x, y, width, height } = places[kind];
  const place = isPlaced
    ? `<a:xfrm><a:off x="${x}" y="${y}"/><a:ext cx="${width}" cy="${height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>`
    : "";
  const index = kind === "body" ? ' idx="1"' : "";
  const paragraphs = lines.map(
    (text) => `<a:p><a:r><a:rPr lang="zh-CN"/><a:t>${escapeXml(text)}</a:t></a:r></a:p>`,
  );
  return `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="${kind} ${id}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="${kind}"${index}/></p:nvPr></p:nvSpPr><p:spPr>${place}</p:spPr><p:txBody><a:bodyPr><a:normAutofit/></a:bodyPr><a:lstStyle/>${paragraphs.join("") || "<a:p/>"}</p:txBody></p:sp>`;
}

/** The tree of shapes that slides, layouts and masters have in common. */
export function shapeTree(shapes: string, background = ""): string {
  return `<p:cSld>${background}<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>${shapes}</p:spTree></p:cSld>`;
}

const level = (size: number, colour: string, bullet: string) =>
  `<a:lvl1pPr marL="342900" indent="-342900"><a:spcBef><a:spcPts val="600"/></a:spcBef>${bullet}<a:defRPr sz="${size}"><a:solidFill><a:schemeClr val="${colour}"/></a:solidFill><a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/></a:defRPr></a:lvl1pPr>`;

export const textStyles = `<p:txStyles><p:titleStyle>${level(3600, "tx2", "<a:buNone/>")}</p:titleStyle><p:bodyStyle>${level(2400, "tx1", '<a:buChar char="•"/>')}</p:bodyStyle><p:otherStyle/></p:txStyles>`;

export const masterBackground =
  '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg2"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>';
