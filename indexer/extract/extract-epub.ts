import { posix } from "node:path";
import { gatherSections, type PassageCollector } from "./collect-passages.ts";
import { readHtmlLines } from "./extract-html.ts";
import { Unreadable } from "./extract-result.ts";
import type { Archive } from "./open-archive.ts";

const containerPart = "META-INF/container.xml";
const encryptionPart = "META-INF/encryption.xml";
/** The ways to scramble fonts of the EPUB standard and of Adobe. */
const fontScrambling = /^http:\/\/(www\.idpf\.org\/2008\/embedding|ns\.adobe\.com\/pdf\/enc#RC)$/;

export const isEpub = (archive: Archive): boolean => archive.has(containerPart);

/** Fonts are scrambled in many books that anybody may read; anything else that is encrypted needs the shop's reader. */
async function refuseEncrypted(archive: Archive): Promise<void> {
  if (!archive.has(encryptionPart)) return;
  let isEncrypted = false;
  await archive.parse(encryptionPart, {
    open(name, { Algorithm: algorithm = "" }) {
      if (name === "EncryptionMethod" && !fontScrambling.test(algorithm)) isEncrypted = true;
    },
  });
  if (isEncrypted) throw new Unreadable("encrypted");
}

async function readPackagePath(archive: Archive): Promise<string> {
  let path = "";
  await archive.parse(containerPart, {
    open(name, attributes) {
      if (name === "rootfile" && path === "") path = attributes["full-path"] ?? "";
    },
  });
  if (path === "") throw new Unreadable("broken", "no package document");
  return path;
}

const decodeHref = (href: string): string => {
  try {
    return decodeURI(href.split("#")[0] ?? "");
  } catch {
    return href;
  }
};

/** The parts of the book in the order in which they are read. */
async function listChapters(archive: Archive): Promise<string[]> {
  const packagePath = await readPackagePath(archive);
  const parts = new Map<string, string>();
  const order: string[] = [];
  await archive.parse(packagePath, {
    open(name, { id, href, idref }) {
      if (name === "item" && id && href) parts.set(id, href);
      if (name === "itemref" && idref) order.push(idref);
    },
  });
  return order.flatMap((id) => {
    const href = parts.get(id);
    return href ? [posix.resolve("/", posix.dirname(packagePath), decodeHref(href)).slice(1)] : [];
  });
}

/** Passages are numbered by the parts of the book, which has no pages of its own. */
export async function extractEpub(archive: Archive, collector: PassageCollector): Promise<null> {
  await refuseEncrypted(archive);
  for (const [index, chapter] of (await listChapters(archive)).entries()) {
    if (!archive.has(chapter)) continue;
    const sections = gatherSections((text) => collector.add("section", index + 1, text));
    readHtmlLines(await archive.read(chapter), sections.addLine);
    sections.end();
  }
  return null;
}
