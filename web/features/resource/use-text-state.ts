import { useTranslation } from "react-i18next";
import type { Passage, ResourceFile } from "../../api/types.ts";

/** What the pages of a file are called. */
const pageKindOf = (mediaType: string): Passage["pageKind"] => {
  if (/presentation|powerpoint|\.dps$/.test(mediaType)) return "slide";
  return /spreadsheet|excel|\.et$/.test(mediaType) ? "sheet" : "page";
};

/** Whether a file's text can be searched, in words for people. Of a draft nothing is read before it is published. */
export const useTextState = (isDraft: boolean) => {
  const { t, i18n } = useTranslation();
  return ({
    mediaType,
    text: { status, reason, pageCount },
  }: ResourceFile): { words: string; isProblem: boolean } => {
    if (status === "waiting")
      return { words: t(isDraft ? "files.text.later" : "files.text.waiting"), isProblem: false };
    if (status === "ready") {
      const part = `files.text.part.${reason}`;
      if (reason && i18n.exists(part)) return { words: t(part as "files.text.part.long"), isProblem: true };
      return {
        words: pageCount
          ? t(`files.text.count.${pageKindOf(mediaType)}`, { count: pageCount })
          : t("files.text.ready"),
        isProblem: false,
      };
    }
    const key = `files.text.reason.${reason}`;
    const words = reason && i18n.exists(key) ? t(key as "files.text.reason.broken") : t("files.text.none");
    // A picture or a recording has no text by nature; that is no fault to point at.
    return { words, isProblem: status === "failed" || (reason !== null && reason !== "unsupported") };
  };
};
