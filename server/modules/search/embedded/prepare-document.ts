import { termsOfFields } from "../document-terms.ts";
import type { SearchDocument } from "../search-index.ts";
import { encodeTerms } from "./field-tokens.ts";
import { passagesPerDocument } from "./generation.ts";
import { passageTokensOf } from "./passage-tokens.ts";
import { encodeSignature } from "./signature.ts";

export interface Preparation {
  tokens: string;
  signature: Uint8Array;
}

export interface PreparedDocument extends Preparation {
  document: SearchDocument;
}

/** A third of what indexing takes, and needs no database: done before a lock is taken, and in another thread by a long rebuild. */
export function prepareDocument(document: SearchDocument): Preparation {
  const { tokens, hashes } = passageTokensOf(document.passages.slice(0, passagesPerDocument));
  return { tokens: encodeTerms(termsOfFields(document), tokens), signature: encodeSignature(hashes) };
}

/** `prepared` is in the order of the documents. */
export const withPreparation = (documents: SearchDocument[], prepared: Preparation[]): PreparedDocument[] =>
  documents.map((document, i) => ({ document, ...(prepared[i] as Preparation) }));
