import { writtenFields } from "../document-terms.ts";
import { type HeardName, isNearlyWritten, partsHeard } from "../names-asked.ts";
import type { ParsedRequest } from "../parse-request.ts";
import type { Term } from "../query-terms.ts";
import { pairsOf } from "../segment.ts";
import { spokenRuns } from "../spoken-runs.ts";
import type { Connection } from "./connection.ts";
import { inRange, type Range } from "./encode.ts";
import { idsWith } from "./phrase-filters.ts";
import { readingsOf, type Slips } from "./readings.ts";
import { nearWords, soundAlikes, spokenAs } from "./spell.ts";

/** What may have been meant by words and names of a question that nothing in scope has as written. */
export interface Meant {
  slips: Slips;
  heard: HeardName[];
  /** Those that the asker is told of. */
  misspelled: string[];
}

export const nothingMeant: Meant = { slips: new Map(), heard: [], misspelled: [] };

const mostLookedUp = 6;
/** Documents with a name's pairs that are read to see whether they have the name itself. */
const mostRead = 20;

/** The words that no document in range has as they are written. */
async function findMissing(connection: Connection, terms: Term[], range: Range): Promise<Term[]> {
  const asked = terms.flatMap((term) => readingsOf([term]).map(({ q }) => ({ term, q })));
  if (asked.length === 0) return [];
  const queries = asked.map(({ q }) => ({
    indexUid: connection.current.resources,
    q,
    matchingStrategy: "all" as const,
    attributesToSearchOn: [...writtenFields],
    attributesToRetrieve: ["id"],
    filter: inRange(range),
    limit: 1,
  }));
  const { results } = await connection.ask(() =>
    connection.client.multiSearch<{ queries: typeof queries }>({ queries }),
  );
  const found = new Set(asked.filter((_, i) => (results[i]?.hits.length ?? 0) > 0).map(({ term }) => term));
  return terms.filter((term) => !found.has(term));
}

async function hearName(
  connection: Connection,
  name: string,
  range: Range,
): Promise<HeardName | "written" | null> {
  const [written, alike] = await Promise.all([
    idsWith(connection, { text: name, tokens: pairsOf(name) }, range, mostRead),
    soundAlikes(connection, name, range),
  ]);
  if (written.length > 0) return "written";
  const meant = alike.map(({ text }) => text).filter((text) => isNearlyWritten(name, text));
  return meant.length > 0 ? { text: name, meant } : null;
}

/** Of each run of a question the longest name that nothing in range has as written and that sounds like one there. */
async function hearNames(connection: Connection, asked: string[][], range: Range): Promise<HeardName[]> {
  const heard = await Promise.all(
    asked.map(async ([whole = "", ...parts]) => {
      const found = await hearName(connection, whole, range);
      if (found) return found;
      const others = await Promise.all(parts.map((part) => hearName(connection, part, range)));
      return others.find((one) => one !== null && one !== "written") ?? null;
    }),
  );
  return heard.filter((one) => one !== null && one !== "written");
}

export async function findMeant(connection: Connection, query: ParsedRequest, range: Range): Promise<Meant> {
  const required = query.terms.filter((term) => !term.isOptional).slice(0, mostLookedUp);
  const [missing, heard] = await Promise.all([
    findMissing(connection, required, range),
    hearNames(connection, query.names, range),
  ]);
  const spoken = spokenRuns(query.terms);
  const found = await Promise.all(
    required.map(async (term) => {
      const { text, isHan } = term;
      const parts = isHan ? partsHeard(text, heard) : [];
      const isHeard = heard.some((name) => name.text.includes(text));
      if (isHeard || !missing.includes(term)) return { text, meant: parts, isMisspelled: false };
      const find = isHan ? soundAlikes : nearWords;
      const [said, near] = await Promise.all([
        isHan ? [] : spokenAs(connection, spoken.get(text) ?? text, range),
        find(connection, text, range),
      ]);
      const meant = [...said, ...near.map((one) => one.text)];
      return { text, meant, isMisspelled: near.length > 0 };
    }),
  );
  return {
    slips: new Map(found.filter(({ meant }) => meant.length > 0).map(({ text, meant }) => [text, meant])),
    heard,
    misspelled: [
      ...heard.map(({ text }) => text),
      ...found.filter(({ isMisspelled }) => isMisspelled).map(({ text }) => text),
    ],
  };
}
