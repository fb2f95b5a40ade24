import type { DocumentProperties, ExtractInput } from "./extract-result.ts";
import { openArchive } from "./open-archive.ts";

const corePart = "docProps/core.xml";
const read: ReadonlySet<string> = new Set(["title", "subject", "keywords"]);
const mostCharacters = 300;

/** Title, subject and keywords that an office file of the newer formats says of itself; nothing where it says none. */
export async function readProperties({
  path,
  limits,
}: Pick<ExtractInput, "path" | "limits">): Promise<DocumentProperties> {
  const archive = await openArchive(path, limits).catch(() => null);
  if (!archive) return {};
  const properties: Record<string, string> = {};
  let inside = "";
  try {
    if (archive.has(corePart))
      await archive.parse(corePart, {
        open: (name) => {
          inside = name;
        },
        text: (text) => {
          if (read.has(inside))
            properties[inside] = `${properties[inside] ?? ""}${text}`.slice(0, mostCharacters);
        },
        close: () => {
          inside = "";
        },
      });
  } catch {
    // Damaged properties say nothing; the text may be sound.
  } finally {
    archive.close();
  }
  return properties;
}
