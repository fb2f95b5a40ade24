import { type HeardName, isNearlyWritten } from "../names-asked.ts";
import type { Phrase } from "../query-terms.ts";
import { pairsOf } from "../segment.ts";
import { type Bits, hasBit } from "./bits.ts";
import type { DocumentTexts } from "./document-texts.ts";
import { phraseExpressions } from "./evidence.ts";
import type { Postings } from "./postings.ts";
import type { Speller } from "./spell.ts";

/** Documents with a name's pairs that are read, in each field, to see whether they have the name itself. */
const mostRead = 20;

interface HearingSource {
  postings: Postings;
  speller: Speller;
  texts: DocumentTexts;
  mask: Uint8Array;
  inScope: Bits;
}

function isWritten(
  phrase: Phrase,
  expressions: string[],
  { postings, texts, inScope }: HearingSource,
): boolean {
  return expressions.some((expression) => {
    let read = 0;
    for (const number of postings.find(expression).list()) {
      if (!hasBit(inScope, number)) continue;
      if (texts.hasPhrase(number, phrase)) return true;
      read += 1;
      if (read === mostRead) return false;
    }
    return false;
  });
}

function hearName(name: string, source: HearingSource): HeardName | "written" | null {
  const phrase = { text: name, tokens: pairsOf(name) };
  const [title, path, ...others] = phraseExpressions(phrase) as [string, string, ...string[]];
  // Most questions are written right, which a title shows at once.
  if (isWritten(phrase, [title, path], source)) return "written";
  const alike = source.speller.soundAlikes(name, source.mask).map(({ text }) => text);
  const meant = alike.filter((text) => isNearlyWritten(name, text));
  if (meant.length === 0) return null;
  return isWritten(phrase, others, source) ? "written" : { text: name, meant };
}

/** Of each run of a question the longest name that nothing in scope has as written and that sounds like one in scope. */
export const hearNames = (asked: readonly string[][], source: HearingSource): HeardName[] =>
  asked.flatMap(([whole, ...parts]) => {
    const heard = whole === undefined ? "written" : hearName(whole, source);
    if (heard === "written") return [];
    if (heard) return [heard];
    for (const part of parts) {
      const found = hearName(part, source);
      if (found && found !== "written") return [found];
    }
    return [];
  });
