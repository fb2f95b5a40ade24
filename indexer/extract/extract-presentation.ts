import type { PassageCollector } from "./collect-passages.ts";
import { drawingTextHandler } from "./drawing-text.ts";
import { type OfficeFile, readRelationships } from "./open-office-file.ts";
import { xmlAttribute } from "./parse-xml.ts";

/** What a slide says beyond its own part: SmartArt, and what the teacher says to it. */
const besidesSlide = ["diagramData", "notesSlide"];

/** The slides' parts in the order in which they are shown, which is not that of their names. */
async function listSlides({ archive, mainPart }: OfficeFile): Promise<string[]> {
  const targets = new Map((await readRelationships(archive, mainPart)).map(({ id, target }) => [id, target]));
  const slides: string[] = [];
  await archive.parse(mainPart, {
    open(name, attributes) {
      if (name !== "sldId") return;
      const target = targets.get(xmlAttribute(attributes, ":id") ?? "");
      if (target !== undefined) slides.push(target);
    },
  });
  return slides;
}

/** One passage a slide, numbered as shown, its notes at the end. */
export async function extractPresentation(file: OfficeFile, collector: PassageCollector): Promise<number> {
  const { archive } = file;
  const slides = await listSlides(file);
  for (const [index, slide] of slides.entries()) {
    if (!archive.has(slide)) continue;
    const lines: string[] = [];
    const handler = drawingTextHandler((line) => lines.push(line));
    await archive.parse(slide, handler);
    for (const { type, target } of await readRelationships(archive, slide)) {
      if (besidesSlide.includes(type) && archive.has(target)) await archive.parse(target, handler);
    }
    collector.add("slide", index + 1, lines.join("\n"));
  }
  return slides.length;
}
