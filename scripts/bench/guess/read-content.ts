import { createExtractor } from "../../../indexer/extract/index.ts";
import type { GuessInput } from "../../../server/modules/vocabulary/index.ts";
import type { FoundName } from "./find-names.ts";

export interface ReadContent {
  firstPage: string;
  properties: NonNullable<GuessInput["properties"]>;
}

/** The first page of each file and what it says of itself, as the indexer would read them; none where it reads none. */
export async function readContents(names: FoundName[]): Promise<Map<FoundName, ReadContent>> {
  const extractor = createExtractor({ workers: 2 });
  const contents = new Map<FoundName, ReadContent>();
  try {
    await Promise.all(
      names.map(async (name) => {
        if (!name.file) return;
        const fileName = name.path.split("/").at(-1) ?? "";
        const result = await extractor.extract({ ...name.file, fileName });
        if (result.status !== "ready") return;
        const [first] = result.passages;
        const onFirstPage = result.passages.filter(({ page }) => page === first?.page);
        contents.set(name, {
          firstPage: onFirstPage.map(({ text }) => text).join("\n"),
          properties: { ...result.properties },
        });
      }),
    );
  } finally {
    extractor.close();
  }
  return contents;
}
