import type { DocumentProperties, ExtractInput } from "./extract-result.ts";
import { openArchive } from "./open-archive.ts";

/** Where the formats keep what a document says of itself, and which of their words are ours. */
const parts: Record<string, Record<string, keyof DocumentProperties>> = {
  "docProps/core.xml": { title: "title", subject: "subject", keywords: "keywords" },
  "meta.xml": { title: "title", subject: "subject", keyword: "keywords" },
};
const mostCharacters = 300;

/** Those that say something, cut to a length at which they are still titles. */
export const tidyProperties = (stated: Record<keyof DocumentProperties, unknown>): DocumentProperties =>
  Object.fromEntries(
    Object.entries(stated).flatMap(([name, value]) => {
      const text = typeof value === "string" ? value.trim().slice(0, mostCharacters) : "";
      return text === "" ? [] : [[name, text]];
    }),
  );

/** Title, subject and keywords that an office file says of itself, be it of Office or of LibreOffice; nothing where it says none. */
export async function readProperties({
  path,
  limits,
}: Pick<ExtractInput, "path" | "limits">): Promise<DocumentProperties> {
  const archive = await openArchive(path, limits).catch(() => null);
  if (!archive) return {};
  const stated = { title: "", subject: "", keywords: "" };
  let inside: keyof DocumentProperties | undefined;
  try {
    const [part, names] = Object.entries(parts).find(([part]) => archive.has(part)) ?? [];
    if (part && names)
      await archive.parse(part, {
        open(name) {
          inside = names[name];
          if (inside && stated[inside] !== "") stated[inside] += " ";
        },
        text(text) {
          if (inside && stated[inside].length < mostCharacters) stated[inside] += text;
        },
        close() {
          inside = undefined;
        },
      });
  } catch {
    // Damaged properties say nothing; the text may be sound.
  } finally {
    archive.close();
  }
  return tidyProperties(stated);
}
