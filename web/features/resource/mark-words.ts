import type { Highlight } from "../../api/types.ts";

const han = /^\p{Script=Han}{3,}$/u;

const escaped = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/**
 * The words of a question to mark in a text. A run of Chinese that stands nowhere as it was typed is marked by its
 * pairs of characters, because people write several words without spaces.
 */
export const wordsToMark = (q: string, text: string): string[] => {
  const lower = text.toLowerCase();
  const words = q
    .normalize("NFKC")
    .toLowerCase()
    .split(/[\s"“”'，,。;；]+/)
    .filter((word) => word !== "" && !word.startsWith("-"));
  return words.flatMap((word) => {
    if (lower.includes(word) || !han.test(word)) return [word];
    const characters = [...word];
    return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
  });
};

/** The text in pieces, those that are one of the words marked. */
export const markWords = (text: string, words: string[]): Highlight => {
  if (words.length === 0) return [{ text, isMatch: false }];
  const byLength = [...words].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(`(${byLength.map(escaped).join("|")})`, "giu");
  return text
    .split(pattern)
    .map((piece, index) => ({ text: piece, isMatch: index % 2 === 1 }))
    .filter((piece) => piece.text !== "");
};
