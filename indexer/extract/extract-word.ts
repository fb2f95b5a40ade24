import { gatherSections, type PassageCollector } from "./collect-passages.ts";
import { type OfficeFile, readRelationships } from "./open-office-file.ts";
import { wordTextHandler } from "./word-text.ts";

const besidesBody = ["header", "footer", "footnotes", "endnotes"];

/**
 * Word stores no pages, only where it last broke them. Where it says so, passages carry page numbers; else they are
 * numbered as sections.
 */
export async function extractWord(file: OfficeFile, collector: PassageCollector): Promise<number | null> {
  const { archive, mainPart } = file;
  let page = 1;
  let pageOfSection = 1;
  const body = gatherSections((text) => collector.add("page", pageOfSection, text));
  const endBody = () => {
    body.end();
    if (page === 1) collector.numberAsSections();
  };
  const handler = wordTextHandler(
    (line) => {
      if (page !== pageOfSection) body.end();
      pageOfSection = page;
      body.addLine(line);
    },
    () => {
      page += 1;
    },
  );
  try {
    await archive.parse(mainPart, handler);
  } finally {
    endBody();
  }
  await addBesidesBody(file, collector);
  return page > 1 ? page : null;
}

/** Headers, footers and notes; sections of a document mostly repeat the same header, which is kept once. */
async function addBesidesBody({ archive, mainPart }: OfficeFile, collector: PassageCollector) {
  const seen = new Set<string>();
  const parts = (await readRelationships(archive, mainPart)).filter(({ type }) => besidesBody.includes(type));
  const sections = gatherSections((text) => collector.add("section", null, text));
  for (const { target } of parts) {
    if (!archive.has(target)) continue;
    const handler = wordTextHandler((line) => {
      if (!seen.has(line)) sections.addLine(line);
      seen.add(line);
    });
    await archive.parse(target, handler);
  }
  sections.end();
}
