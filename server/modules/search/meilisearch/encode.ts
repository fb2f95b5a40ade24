import type { SearchRequest } from "../search-index.ts";

const hexUnits = (text: string) =>
  Array.from({ length: text.length }, (_, i) => text.charCodeAt(i).toString(16).padStart(4, "0")).join("");

/**
 * One of our tokens as one Latin word. Meilisearch would cut Han text again by its own dictionary, differently in texts
 * and questions, and split at `.`, `+` and `#`; letters and digits alone it leaves together.
 */
export const encodeToken = (token: string): string =>
  /^[a-z0-9]+$/.test(token) ? `x${token}` : `z${hexUnits(token)}`;

export const encodeTokens = (tokens: Iterable<string>): string => Array.from(tokens, encodeToken).join(" ");

/**
 * A key as a filter compares it: Meilisearch folds case and accents there, which would make one person of two. What is
 * not a small letter, a digit or `-` becomes `_` and four hex digits, so that a key has nothing in it to quote either.
 */
export const encodeKey = (key: string): string =>
  key.replace(/[^a-z0-9-]/g, (unit) => `_${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

export const decodeKey = (encoded: string): string =>
  encoded.replace(/_([0-9a-f]{4})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** A filter's condition; `field` is one of ours, the keys may be anything. */
export const isAmong = (field: string, keys: Iterable<string>): string =>
  `${field} IN [${Array.from(keys, (key) => `"${encodeKey(key)}"`).join(", ")}]`;

/** Which documents may be read. */
export type Range = Pick<SearchRequest, "scope" | "exclude">;

/** `id`: the field that names the document, which a passage has under another name. */
export const inRange = ({ scope, exclude }: Range, id: "key" | "resource" = "key"): string =>
  exclude.length === 0
    ? isAmong("scope", scope)
    : `${isAmong("scope", scope)} AND NOT ${isAmong(id, exclude)}`;

/** A word with a letter left out, apart from the words themselves. */
export const nearToken = (deletion: string): string => `y${deletion}`;
