import { createExtractor, defaultLimits } from "../../../indexer/extract/index.ts";
import { readProperties as readDocumentProperties } from "../../../indexer/extract/read-properties.ts";
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

/** What the document says of itself, as the indexer would read it; nothing of other formats than the newer office ones. */
export async function readProperties({ file }: FoundName): Promise<GuessInput["properties"]> {
  if (!file || !/\.(?:docx|pptx|xlsx)$/i.test(file.path)) return {};
  return readDocumentProperties({ path: file.path, limits: defaultLimits });
}
