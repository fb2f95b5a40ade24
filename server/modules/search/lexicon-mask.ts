const quotes = /[“”„‟「」『』]/g;
const leftAlone = /(?<=^|\s)-(?:"[^"]*"|\S+)|"[^"]*(?:"|$)/g;

/** A folded question of the same length, in which phrases and -excluded words are blotted out by what is in no word. */
export const maskQuestion = (folded: string): string =>
  folded.replace(quotes, '"').replace(leftAlone, (part) => "\u0000".repeat(part.length));
