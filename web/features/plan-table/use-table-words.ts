import type { TFunction } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { type Column, columns } from "./columns.ts";

/** What every row says, looked up once for all of them. */
export interface TableWords {
  t: TFunction;
  column: Record<Column, string>;
  drag: string;
}

export const useTableWords = (): TableWords => {
  const { t } = useTranslation();
  return useMemo(() => {
    const column = Object.fromEntries(columns.map((name) => [name, t(`planTable.column.${name}`)]));
    return { t, column: column as Record<Column, string>, drag: t("planTable.drag") };
  }, [t]);
};
