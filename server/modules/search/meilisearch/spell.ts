import type { ResourceId } from "../../../ids.ts";
import type { Term } from "../parse-query.ts";
import { syllablesOf } from "../pinyin.ts";
import { deletionsOf, isOneSlipAway, mayBeMistyped } from "../ranking/near-words.ts";
import { stretchesReadAs } from "../ranking/read-aloud.ts";
import type { Spelling } from "../search-index.ts";
import { normalizeText, piecesOf } from "../segment.ts";
import type { Connection } from "./connection.ts";
import type { StoredResource } from "./documents.ts";
import { encodeTokens, inRange, nearToken, type Range } from "./encode.ts";
import type { Slips } from "./readings.ts";

/** Documents read to see what they have, most reused first. */
const documentsRead = 40;
const mostFound = 8;
const longestHan = 8;

interface Meant {
  text: string;
  resourceId: ResourceId;
  count: number;
}

async function read(connection: Connection, q: string[], field: string, range: Range, retrieved: string) {
  if (q.length === 0) return [];
  const { client, current } = connection;
  const queries = q.map((one) => ({
    indexUid: current.resources,
    q: one,
    attributesToSearchOn: [field],
    attributesToRetrieve: ["id", retrieved],
    filter: inRange(range),
    sort: ["reuseCount:desc"],
    limit: documentsRead,
  }));
  const { results } = await connection.ask(() =>
    client.multiSearch<{ queries: typeof queries }, StoredResource>({ queries }),
  );
  return [...new Map(results.flatMap(({ hits }) => hits.map((hit) => [hit.id, hit] as const))).values()];
}

function mostOften(found: { text: string; id: string }[]): Meant[] {
  const counted = new Map<string, Meant>();
  for (const { text, id } of found) {
    const known = counted.get(text);
    if (known) known.count += 1;
    else counted.set(text, { text, resourceId: id as ResourceId, count: 1 });
  }
  return [...counted.values()]
    .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1))
    .slice(0, mostFound);
}

/** Stretches of titles in scope that are read like a Han word and written otherwise. */
async function soundAlikes(connection: Connection, word: string, range: Range): Promise<Meant[]> {
  const syllables = syllablesOf(word);
  const length = Array.from(word).length;
  if (length < 2 || length > longestHan || syllables.includes("")) return [];
  const hits = await read(connection, [`${encodeTokens([syllables.join("")])} `], "pinyin", range, "texts");
  const found = hits.flatMap(({ id, texts }) =>
    [...stretchesReadAs(syllables, texts.title)].map((text) => ({ text, id })),
  );
  return mostOften(found.filter(({ text }) => text !== word));
}

/** Latin words one slip away that a document in scope has. */
async function nearWords(connection: Connection, word: string, range: Range): Promise<Meant[]> {
  if (!mayBeMistyped(word)) return [];
  const asked = deletionsOf(word).map((deletion) => `${nearToken(deletion)} `);
  const hits = await read(connection, asked, "near", range, "latinWords");
  return mostOften(
    hits.flatMap(({ id, latinWords }) =>
      latinWords.filter((near) => isOneSlipAway(word, near)).map((text) => ({ text, id })),
    ),
  );
}

/** What may have been meant by a word that nothing in scope has, the likeliest first. Reads documents in scope only. */
export async function spellingsOf(
  connection: Connection,
  word: string,
  range: Range,
  limit: number,
): Promise<Spelling[]> {
  const [piece, ...more] = piecesOf(normalizeText(word));
  if (!piece || more.length > 0) return [];
  const find = piece.isHan ? soundAlikes : nearWords;
  const found = await find(connection, piece.text, range);
  return found.slice(0, limit).map(({ text, resourceId }) => ({ text, resourceId }));
}

const mostLookedUp = 6;

/** The same for the words of a question. */
export async function meantBy(connection: Connection, terms: Term[], range: Range): Promise<Slips> {
  const found = await Promise.all(
    terms.slice(0, mostLookedUp).map(async ({ text, isHan }) => {
      const meant = await (isHan ? soundAlikes : nearWords)(connection, text, range);
      return [text, meant.map((one) => one.text)] as const;
    }),
  );
  return new Map(found.filter(([, meant]) => meant.length > 0));
}
