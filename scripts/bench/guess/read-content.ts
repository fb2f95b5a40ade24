import { createExtractor, defaultLimits } from "../../../indexer/extract/index.ts";
import { openArchive } from "../../../indexer/extract/open-archive.ts";
import type { GuessInput } from "../../../server/modules/vocabulary/index.ts";
import type { FoundName } from "./find-names.ts";

/** The text of the first page, as the indexer would read it; an empty text where it reads none. */
export async function readFirstPages(names: FoundName[]): Promise<Map<FoundName, string>> {
  const extractor = createExtractor({ workers: 2 });
  const pages = new Map<FoundName, string>();
  try {
    await Promise.all(
      names.map(async (name) => {
        if (!name.file) return;
        const fileName = name.path.split("/").at(-1) ?? "";
        const result = await extractor.extract({ ...name.file, fileName });
        if (result.status !== "ready") return;
        const [first] = result.passages;
        pages.set(
          name,
          result.passages
            .filter((passage) => passage.page === first?.page)
            .map((passage) => passage.text)
            .join("\n"),
        );
      }),
    );
  } finally {
    extractor.close();
  }
  return pages;
}

const corePart = "docProps/core.xml";
const read = new Set(["title", "subject", "keywords"]);

/** Title, subject and keywords of an office file of the newer formats; nothing of any other. */
export async function readProperties({ file }: FoundName): Promise<GuessInput["properties"]> {
  if (!file || !/\.(?:docx|pptx|xlsx)$/i.test(file.path)) return {};
  const archive = await openArchive(file.path, defaultLimits).catch(() => null);
  const properties: Record<string, string> = {};
  let inside = "";
  try {
    if (archive?.has(corePart))
      await archive.parse(corePart, {
        open: (name) => {
          inside = name;
        },
        text: (text) => {
          if (read.has(inside)) properties[inside] = `${properties[inside] ?? ""}${text}`;
        },
        close: () => {
          inside = "";
        },
      });
  } finally {
    archive?.close();
  }
  return properties;
}
