import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Preview } from "../../api/types.ts";
import { ScrollRegion } from "../../components/scroll-region.tsx";
import { PageMarkLayer } from "./page-mark-layer.tsx";
import { pictureAddress } from "./picture-address.ts";
import type { PageMarks } from "./use-page-marks.ts";
import { useSize } from "./use-size.ts";
import { shownWidth, type ViewerAct, type ViewerState } from "./viewer-state.ts";

/** Shorter strokes of a finger are no turning of pages. */
const swipePixels = 50;

interface PagePictureProps {
  resourceId: string;
  file: { id: string; name: string };
  pages: Preview["pages"];
  state: ViewerState;
  marks: PageMarks;
  onAct: (act: ViewerAct) => void;
}

const viewSide = 1080;

/** One page in a frame that scrolls where the page is larger. */
export const PagePicture = ({ resourceId, file, pages, state, marks, onAct }: PagePictureProps) => {
  const { t } = useTranslation();
  const frame = useRef<HTMLElement>(null);
  const size = useSize(frame);
  const { place } = state;
  const page = pages[place];
  const next = pages[place + 1];
  const from = useRef<number | null>(null);
  /** A page that is larger than its frame is moved with the finger instead. */
  const turnPage = (to: number) => {
    const moved = from.current === null || state.zoom > 1 ? 0 : to - from.current;
    if (Math.abs(moved) >= swipePixels) onAct({ act: moved < 0 ? "next" : "previous" });
  };
  const addressFor = (number: number, size: "view" | "screen") =>
    pictureAddress(resourceId, file.id, number, size);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a page that is gone to begins at its top.
  useEffect(() => {
    frame.current?.scrollTo({ top: 0, left: 0 });
  }, [place]);
  const { sought } = marks;
  const isMeasured = size.width > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the mark stands on the page that was gone to for it.
  useEffect(() => {
    const target = sought && frame.current?.querySelector(`[data-mark="${sought.mark}"]`);
    if (frame.current && target && isMeasured) bringIntoSight(frame.current, target);
  }, [sought, place, isMeasured]);
  if (!page) return null;
  const width = shownWidth(page, size, state);
  const viewWidth = Math.round(page.width * Math.min(1, viewSide / Math.max(page.width, page.height)));
  const sizeName = width * window.devicePixelRatio > viewWidth ? "screen" : "view";
  return (
    <ScrollRegion
      className="viewer-frame"
      ref={frame}
      label={t("preview.page", { page: page.page })}
      onTouchStart={({ touches }) => {
        from.current = touches.length === 1 ? (touches[0]?.clientX ?? null) : null;
      }}
      onTouchEnd={({ changedTouches }) => turnPage(changedTouches[0]?.clientX ?? 0)}
    >
      <div className="viewer-page" style={{ width, aspectRatio: `${page.width} / ${page.height}` }}>
        <img
          key={page.page}
          src={addressFor(page.page, sizeName)}
          alt={t("preview.pageOf", { page: page.page, name: file.name })}
        />
        {marks.isShown && <PageMarkLayer {...marks} page={page.page} />}
      </div>
      {next && <img className="is-next" src={addressFor(next.page, sizeName)} alt="" />}
    </ScrollRegion>
  );
};

/** Moves the frame, and nothing else on the page, so that the target stands in its upper third; where it is in sight, not at all. */
const bringIntoSight = (frame: HTMLElement, target: Element): void => {
  const [seen, box] = [frame.getBoundingClientRect(), target.getBoundingClientRect()];
  if (box.top < seen.top || box.bottom > seen.bottom) frame.scrollTop += box.top - seen.top - seen.height / 3;
  if (box.left < seen.left || box.right > seen.right)
    frame.scrollLeft += box.left - seen.left - seen.width / 3;
};
