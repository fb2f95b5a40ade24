import { useTranslation } from "react-i18next";
import { dateFormat } from "../../locales/format.ts";

const dayMs = 86_400_000;

/** The day so many days later, both as YYYY-MM-DD. */
export const addDays = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * dayMs).toISOString().slice(0, 10);

export const useDays = () => {
  const { t, i18n } = useTranslation();
  const format = dateFormat(i18n.language, { month: "short", day: "numeric", timeZone: "UTC" });
  const dayWords = (day: string) => format.format(new Date(`${day}T00:00:00Z`));
  const spanWords = (from: string, until: string) =>
    t("teaching.span", { from: dayWords(from), until: dayWords(until) });
  return { dayWords, spanWords };
};
