import type { ParsedQuery } from "../parse-query.ts";
import { type Phrase, squeeze } from "../query-terms.ts";
import type { ScopeKey } from "../search-index.ts";
import { normalizeText } from "../segment.ts";
import type { Connection } from "./connection.ts";
import type { StoredPassage, StoredResource } from "./documents.ts";
import { encodeTokens, inRange, isAmong, type Range } from "./encode.ts";
import { questionFields } from "./index-settings.ts";

/** Texts with a phrase's words that are read to see whether they have the phrase itself. */
const mostCandidates = 1000;

/**
 * Phrases and exclusions as filters on ids: tokens are kept as sets, so that the words stand side by side is seen in the
 * texts themselves. In scope only, like everything.
 */
export async function phraseFilters(
  connection: Connection,
  query: ParsedQuery,
  scope: ScopeKey[],
): Promise<string[]> {
  const wanted = query.phrases.filter((phrase) => phrase.tokens.length > 1);
  const [have, excluded] = await Promise.all([
    Promise.all(wanted.map((phrase) => idsWith(connection, phrase, { scope, exclude: [] }))),
    Promise.all(query.excluded.map((phrase) => idsWith(connection, phrase, { scope, exclude: [] }))),
  ]);
  const notWanted = excluded.flat();
  return [
    ...have.map((ids) => isAmong("key", ids)),
    ...(notWanted.length > 0 ? [`NOT ${isAmong("key", notWanted)}`] : []),
  ];
}

/** Documents within the range, at most `limit` of those with the words, in which the phrase stands as it is. */
export async function idsWith(
  connection: Connection,
  phrase: Phrase,
  range: Range,
  limit = mostCandidates,
): Promise<string[]> {
  const { resources, passages } = connection.current;
  const shared = {
    attributesToRetrieve: ["id", "texts", "resourceId", "text"],
    q: `${encodeTokens(phrase.tokens)} `,
    matchingStrategy: "all" as const,
    limit,
  };
  const queries = [
    { ...shared, indexUid: resources, attributesToSearchOn: questionFields, filter: inRange(range) },
    { ...shared, indexUid: passages, filter: inRange(range, "resource") },
  ];
  const { results } = await connection.ask(() =>
    connection.client.multiSearch<{ queries: typeof queries }, StoredResource & StoredPassage>({ queries }),
  );
  const has = (text: string) => squeeze(normalizeText(text)).includes(phrase.text);
  const byFields = (results[0]?.hits ?? []).filter(({ texts }) =>
    Object.values(texts)
      .flatMap((text) => text.split("\n"))
      .some(has),
  );
  const byPassages = (results[1]?.hits ?? []).filter(({ text }) => has(text));
  return [...new Set([...byFields.map(({ id }) => id), ...byPassages.map(({ resourceId }) => resourceId)])];
}
