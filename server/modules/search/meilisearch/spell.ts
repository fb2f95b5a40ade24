import type { ResourceId } from "../../../ids.ts";
import { readingsOf, syllablesPerToken } from "../pinyin.ts";
import { deletionsOf, isOneSlipAway, mayBeMistyped } from "../ranking/near-words.ts";
import { stretchesReadAs, stretchesSpelled } from "../ranking/read-aloud.ts";
import type { Spelling } from "../search-index.ts";
import { normalizeText, piecesOf } from "../segment.ts";
import type { Connection } from "./connection.ts";
import type { StoredResource } from "./documents.ts";
import { encodeToken, encodeTokens, inRange, nearToken, type Range } from "./encode.ts";

/** Documents read to see what they have, most reused first. */
const documentsRead = 40;
const mostFound = 8;
const mostSpoken = 3;
const longestHan = 16;

interface Meant {
  text: string;
  resourceId: ResourceId;
  count: number;
}

async function read(connection: Connection, q: string[], field: string, range: Range, retrieved: string[]) {
  if (q.length === 0) return [];
  const { client, current } = connection;
  const queries = q.map((one) => ({
    indexUid: current.resources,
    q: one,
    attributesToSearchOn: [field],
    attributesToRetrieve: ["id", ...retrieved],
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

/** A title and its lesson, in which stretches are looked for. */
const namesOf = ({ texts, labels }: StoredResource): string[] => [texts.title, labels.lesson?.title ?? ""];

/** Stretches of titles and lessons in scope that are read like a Han word and written otherwise. */
export async function soundAlikes(connection: Connection, word: string, range: Range): Promise<Meant[]> {
  const length = Array.from(word).length;
  const readings = readingsOf(word).filter((syllables) => !syllables.includes(""));
  if (length < 2 || length > longestHan || readings.length === 0) return [];
  const asked = readings.map((one) => `${encodeTokens([one.slice(0, syllablesPerToken).join("")])} `);
  const hits = await read(connection, [...new Set(asked)], "pinyin", range, ["texts", "labels"]);
  const found = hits.flatMap((hit) =>
    readings.flatMap((syllables) =>
      namesOf(hit)
        .flatMap((name) => [...stretchesReadAs(syllables, name)])
        .map((text) => ({ text, id: hit.id })),
    ),
  );
  return mostOften(found.filter(({ text }) => text !== word));
}

/** Stretches of titles in scope that are read as Latin letters say: fenshu → 分数. */
export async function spokenAs(connection: Connection, letters: string, range: Range): Promise<string[]> {
  if (!/^[a-z]{3,}$/.test(letters)) return [];
  const hits = await read(connection, [encodeToken(letters)], "pinyin", range, ["texts"]);
  const found = hits.flatMap(({ id, texts }) =>
    [...stretchesSpelled(letters, texts.title)].map((text) => ({ text, id })),
  );
  return mostOften(found)
    .slice(0, mostSpoken)
    .map(({ text }) => text);
}

/** Latin words one slip away that a document in scope has. */
export async function nearWords(connection: Connection, word: string, range: Range): Promise<Meant[]> {
  if (!mayBeMistyped(word)) return [];
  const asked = deletionsOf(word).map((deletion) => `${nearToken(deletion)} `);
  const hits = await read(connection, asked, "near", range, ["latinWords"]);
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
