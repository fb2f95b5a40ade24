import { useTranslation } from "react-i18next";

/** Why a file became no draft, in words, by its stable code. */
export const useRefusalWords = () => {
  const { t, i18n } = useTranslation();
  return (reason: string): string => {
    const key = `unpack.reason.${reason.replaceAll(".", "-")}`;
    return i18n.exists(key) ? t(key as "unpack.reason.broken") : t("problem.unknown");
  };
};
