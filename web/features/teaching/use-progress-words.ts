import { useTranslation } from "react-i18next";
import type { ClassProgress } from "../../api/types.ts";

export const useProgressWords = () => {
  const { t } = useTranslation();
  /** Periods ahead, negative: behind, or on schedule; null: not known. */
  const standing = (difference: number | null): string => {
    if (difference === null) return t("teaching.noCalendar");
    if (difference === 0) return t("teaching.onSchedule");
    return difference < 0
      ? t("teaching.behind", { count: -difference })
      : t("teaching.ahead", { count: difference });
  };
  const counts = ({ taught, due, total }: ClassProgress): string =>
    t("teaching.counts", { taught, due, total });
  return { standing, counts };
};
