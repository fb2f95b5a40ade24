import { useMemo, useState } from "react";
import type { Preview } from "../../api/types.ts";
import { currentMark, type MarkAct, marksOn, nextMark, type PageMark } from "./page-marks.ts";
import { useMarkedPages } from "./use-marked-pages.ts";
import type { Asked } from "./use-passages.ts";

export interface PageMarks {
  marks: PageMark[];
  /** There are more than these. */
  isCut: boolean;
  /** Which of them is looked at; −1 where none on the shown page is. */
  current: number;
  /** The one to bring into sight: another object each time that it is gone to. */
  sought: { mark: number } | null;
  isShown: boolean;
  act: (act: MarkAct) => void;
}

interface ShownFile {
  resourceId: string;
  fileId: string;
  pages: Preview["pages"];
  /** The page that is looked at. */
  page: number;
  /** The page that the viewer was opened at. */
  openedAt: number;
}

/** Where the question's words stand on the pictures, and going from one place to the next through the whole file. */
export const usePageMarks = (
  { resourceId, fileId, pages, page, openedAt }: ShownFile,
  asked: Asked,
  onGo: (place: number) => void,
): PageMarks => {
  const [isShown, setIsShown] = useState(true);
  const [gone, setGone] = useState<{ mark: number } | null>(null);
  const { data } = useMarkedPages(resourceId, fileId, asked);
  const marks = marksOn(pages, data);
  const current = currentMark(marks, gone?.mark ?? null, page);
  const first = currentMark(marks, null, openedAt);
  const sought = useMemo(() => gone ?? (first < 0 ? null : { mark: first }), [gone, first]);
  const step = (by: 1 | -1) => {
    const mark = nextMark(marks, current, page, by);
    setGone({ mark });
    setIsShown(true);
    onGo(pages.findIndex((one) => one.page === marks[mark]?.page));
  };
  return {
    marks,
    isCut: data?.isCut ?? false,
    current,
    sought,
    isShown,
    act(act) {
      if (marks.length === 0) return;
      if (act === "toggle") setIsShown(!isShown);
      else step(act === "next" ? 1 : -1);
    },
  };
};
