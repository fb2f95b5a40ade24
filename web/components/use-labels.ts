import { useTranslation } from "react-i18next";
import type { VocabularyTerm } from "../api/types.ts";
import { useApi } from "../api/use-api.ts";
import { termParts } from "../locales/format.ts";

export type Scheme = "kind" | "subject" | "grade" | "term" | "edition" | "volume";

/** The vocabulary's words in the chosen language. A key that it does not know is shown as it is. */
export const useLabels = () => {
  const { t, i18n } = useTranslation();
  const { data } = useApi("GET /api/vocabulary", {}, { staleTime: Number.POSITIVE_INFINITY });
  const termsOf = (scheme: Scheme): VocabularyTerm[] => data?.schemes[scheme] ?? [];
  const wordOf = (term: VocabularyTerm): string => (i18n.language === "en" ? term.en : term.zh);

  const label = (scheme: Scheme, key: string): string => {
    const term = termsOf(scheme).find((candidate) => candidate.key === key);
    if (term) return wordOf(term);
    const parts = scheme === "term" ? termParts(key) : null;
    return parts ? t(`term.half${parts.half}`, { from: parts.from, until: parts.until }) : key;
  };
  const options = (scheme: Scheme) =>
    termsOf(scheme)
      .filter((term) => term.isActive)
      .map((term) => ({ value: term.key, label: wordOf(term) }));
  return { label, options, isReady: data !== undefined };
};
