import { posix } from "node:path";
import { Unreadable } from "./extract-result.ts";
import type { Archive } from "./open-archive.ts";
import { xmlAttribute } from "./parse-xml.ts";

export interface Relationship {
  id: string;
  /** The last word of the type's address, which transitional and strict documents share: `slide`, `header` … */
  type: string;
  /** Name of the part within the archive. */
  target: string;
}

export interface OfficeFile {
  archive: Archive;
  kind: "word" | "presentation" | "spreadsheet" | "binary-spreadsheet";
  mainPart: string;
}

/** Relationships of a part in document order. Those that point outside the file are left out, and so never followed. */
export async function readRelationships(archive: Archive, part: string): Promise<Relationship[]> {
  const name = posix.join(posix.dirname(part), "_rels", `${posix.basename(part)}.rels`);
  const found: Relationship[] = [];
  if (!archive.has(name)) return found;
  await archive.parse(name, {
    open(element, attributes) {
      const { Id: id, Type: type, Target: target, TargetMode: mode } = attributes;
      if (element !== "Relationship" || !id || !type || !target || mode === "External") return;
      found.push({
        id,
        type: type.slice(type.lastIndexOf("/") + 1),
        target: posix.resolve("/", posix.dirname(part), decodeTarget(target)).slice(1),
      });
    },
  });
  return found;
}

function decodeTarget(target: string): string {
  try {
    return decodeURI(target);
  } catch {
    return target;
  }
}

async function contentTypeOf(archive: Archive, part: string): Promise<string> {
  let contentType = "";
  await archive.parse("[Content_Types].xml", {
    open(element, attributes) {
      const name = xmlAttribute(attributes, "PartName") ?? "";
      if (element === "Override" && name.toLowerCase() === `/${part}`.toLowerCase()) {
        contentType = attributes.ContentType ?? "";
      }
    },
  });
  return contentType.toLowerCase();
}

const kinds: [RegExp, OfficeFile["kind"]][] = [
  [/word/, "word"],
  [/presentation|slideshow|powerpoint/, "presentation"],
  [/spreadsheet|excel/, "spreadsheet"],
];

export const isOfficeFile = (archive: Archive): boolean => archive.has("[Content_Types].xml");

/** Sees an archive as docx, pptx, xlsx or one of their macro and template kinds, by content type and not by name. */
export async function openOfficeFile(archive: Archive): Promise<OfficeFile> {
  const root = await readRelationships(archive, "");
  const mainPart = root.find(({ type }) => type === "officeDocument")?.target;
  if (!mainPart) throw new Unreadable("broken", "no main part");
  const contentType = await contentTypeOf(archive, mainPart);
  const kind = /\.bin$/i.test(mainPart)
    ? "binary-spreadsheet"
    : kinds.find(([pattern]) => pattern.test(contentType))?.[1];
  if (!kind) throw new Unreadable("unsupported", contentType);
  return { archive, kind, mainPart };
}
