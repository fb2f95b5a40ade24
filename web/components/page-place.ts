import type { TFunction } from "i18next";
import type { Passage } from "../api/types.ts";

/** "第 3 页", "第 3 张": the place of a passage in its file, or nothing where the file has no places. */
export const pagePlace = (
  t: TFunction,
  { page, pageKind }: Pick<Passage, "page" | "pageKind">,
): string | null => (page === null ? null : t(`place.${pageKind}`, { page }));
