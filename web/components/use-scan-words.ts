import { useTranslation } from "react-i18next";
import type { ScanState } from "../api/types.ts";

export interface HeldWords {
  words: string;
  /** It waits for its scan, after which it may yet be given. */
  isWaiting: boolean;
}

/** Why a file is given to nobody, in words for people; null for one that is given. */
export const useScanWords = () => {
  const { t, i18n } = useTranslation();
  return ({ scan: { status, detail } }: { scan: ScanState }): HeldWords | null => {
    if (status === "waiting")
      return { words: detail === "scanner-away" ? t("scan.away") : t("scan.waiting"), isWaiting: true };
    if (status === "infected")
      return { words: t("scan.infected", { signature: detail ?? "" }), isWaiting: false };
    if (status !== "unscannable") return null;
    const key = `scan.unscannable.${detail}`;
    const words = i18n.exists(key) ? t(key as "scan.unscannable.failed") : t("scan.unscannable.failed");
    return { words, isWaiting: false };
  };
};
