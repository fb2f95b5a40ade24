import { useTranslation } from "react-i18next";
import { ApiProblem } from "../api/problem.ts";

/** An error in words, by its stable code; what has no words of its own is told with its code. */
export const useProblemText = () => {
  const { t, i18n } = useTranslation();
  const inWords = (code: string): string | null => {
    const key = `problem.${code.replaceAll(".", "_")}`;
    return i18n.exists(key) ? t(key as "problem.not-found") : null;
  };
  return (error: unknown): string => {
    if (!(error instanceof ApiProblem)) return t("problem.unknown");
    const words =
      inWords(error.code) ?? inWords(`http_${Math.floor(error.status / 100)}xx`) ?? t("problem.unknown");
    return error.status >= 500 && error.requestId
      ? `${words} ${t("problem.reference", { id: error.requestId })}`
      : words;
  };
};
