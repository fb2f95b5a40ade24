import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { dateFormat } from "../locales/format.ts";

/** Days of a calendar, without a time zone, in words: "9月1日", "9月1日 – 5日", "周三". */
export const useDayWords = () => {
  const { i18n } = useTranslation();
  return useMemo(() => {
    const days = dateFormat(i18n.language, { month: "short", day: "numeric", timeZone: "UTC" });
    const weekdays = dateFormat(i18n.language, { weekday: "short", timeZone: "UTC" });
    const at = (day: string) => new Date(`${day}T00:00:00Z`);
    return {
      day: (day: string) => days.format(at(day)),
      span: (from: string, until: string) => days.formatRange(at(from), at(until)),
      weekday: (day: string) => weekdays.format(at(day)),
    };
  }, [i18n.language]);
};

export type DayWords = ReturnType<typeof useDayWords>;
