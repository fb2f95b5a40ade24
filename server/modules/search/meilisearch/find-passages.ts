import { snippet } from "../highlight.ts";
import { marksOf, type ParsedQuery } from "../parse-query.ts";
import type { Term } from "../query-terms.ts";
import type { SearchHit } from "../search-index.ts";
import type { Connection } from "./connection.ts";
import type { StoredPassage } from "./documents.ts";
import { isAmong } from "./encode.ts";
import { readingsOf, type Slips } from "./readings.ts";

const passagesPerHit = 3;
/** Words that are tried one by one where no passage has them all. */
const mostWordsTried = 4;

/** Ways of writing the question, and each word, that are tried. */
const mostReadings = 3;

interface Wanted {
  id: string;
  q: string;
}

/** The passages of a page's hits that have the question's words, all of them if any passage has. */
export async function findPassages(
  connection: Connection,
  ids: string[],
  query: ParsedQuery,
  slips: Slips,
): Promise<Map<string, SearchHit["passages"]>> {
  const found = new Map<string, StoredPassage[]>();
  const terms = query.terms.filter((term) => !term.isOptional);
  if (terms.length === 0 || ids.length === 0) return new Map();
  const asked = (id: string, words: Term[]): Wanted[] =>
    readingsOf(words, slips)
      .slice(0, mostReadings)
      .map(({ q }) => ({ id, q }));
  await ask(
    connection,
    ids.flatMap((id) => asked(id, terms)),
    found,
  );
  if (terms.length > 1) {
    const words = [...terms].sort((a, b) => b.weight - a.weight).slice(0, mostWordsTried);
    const without = ids.filter((id) => !found.has(id));
    await ask(
      connection,
      without.flatMap((id) => words.flatMap((term) => asked(id, [term]))),
      found,
    );
  }
  const marks = marksOf(query);
  const toHit = ({ fileId, fileName, page, pageKind, text }: StoredPassage) =>
    ({
      fileId,
      fileName,
      page,
      pageKind,
      snippet: snippet(text, marks),
    }) as SearchHit["passages"][number];
  return new Map(Array.from(found, ([id, passages]) => [id, passages.slice(0, passagesPerHit).map(toHit)]));
}

async function ask(
  connection: Connection,
  wanted: Wanted[],
  found: Map<string, StoredPassage[]>,
): Promise<void> {
  if (wanted.length === 0) return;
  const queries = wanted.map(({ id, q }) => ({
    indexUid: connection.current.passages,
    q,
    matchingStrategy: "all" as const,
    filter: isAmong("resource", [id]),
    limit: passagesPerHit,
  }));
  const { results } = await connection.ask(() =>
    connection.client.multiSearch<{ queries: typeof queries }, StoredPassage>({ queries }),
  );
  results.forEach((result, i) => {
    const id = wanted[i]?.id ?? "";
    const known = found.get(id) ?? [];
    const isNew = (hit: StoredPassage) =>
      !known.some(
        ({ fileId, page, text }) => fileId === hit.fileId && page === hit.page && text === hit.text,
      );
    const more = [...known, ...result.hits.filter(isNew)];
    if (more.length > 0) found.set(id, more);
  });
}
