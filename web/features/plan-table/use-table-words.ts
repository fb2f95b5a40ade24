import type { TFunction } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { type DayWords, useDayWords } from "../../components/use-day-words.ts";
import { type Column, columns } from "./columns.ts";

/** What every row and week says, looked up once for all of them. */
export interface TableWords {
  t: TFunction;
  days: DayWords;
  column: Record<Column, string>;
  drag: string;
  menuOf: (name: string) => string;
}

const nameMark = "\u0000";

export const useTableWords = (): TableWords => {
  const { t } = useTranslation();
  const days = useDayWords();
  return useMemo(() => {
    const column = Object.fromEntries(columns.map((name) => [name, t(`planTable.column.${name}`)]));
    const [before = "", after = ""] = t("planTable.menuOf", { name: nameMark }).split(nameMark);
    return {
      t,
      days,
      column: column as Record<Column, string>,
      drag: t("planTable.drag"),
      menuOf: (name) => before + name + after,
    };
  }, [t, days]);
};
