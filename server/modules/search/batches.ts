import type { SearchDocument } from "./search-index.ts";

/** Documents in order, in groups of at most so many documents and about so many characters of passages. */
export function* batchesOf(
  documents: SearchDocument[],
  { mostDocuments, mostCharacters }: { mostDocuments: number; mostCharacters: number },
): Iterable<SearchDocument[]> {
  let batch: SearchDocument[] = [];
  let characters = 0;
  for (const document of documents) {
    batch.push(document);
    characters += document.passages.reduce((sum, passage) => sum + passage.text.length, 0);
    if (batch.length < mostDocuments && characters < mostCharacters) continue;
    yield batch;
    batch = [];
    characters = 0;
  }
  if (batch.length > 0) yield batch;
}
