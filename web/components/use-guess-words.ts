import { useTranslation } from "react-i18next";
import type { FieldGuess } from "../api/types.ts";
import type { Guesses } from "./resource-fields.ts";

const ownWords = { last: "guess.fromLast", today: "guess.fromToday", default: "guess.byDefault" } as const;

/** Why each field has the value that nobody typed, in words; a field that is still empty has none. */
export const useGuessWords = () => {
  const { t } = useTranslation();
  const wordsOf = ({ source, matched }: FieldGuess): string | null => {
    if (source === "none") return null;
    if (source === "last" || source === "today" || source === "default") return t(ownWords[source]);
    return t(`guess.from.${source}`, { words: matched });
  };
  return (guesses: readonly FieldGuess[]): Guesses =>
    Object.fromEntries(
      guesses.flatMap((guess) => {
        const words = wordsOf(guess);
        return words === null ? [] : [[guess.field, words]];
      }),
    );
};
