import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Preview } from "../../api/types.ts";
import { ScrollRegion } from "../../components/scroll-region.tsx";
import { pictureAddress } from "./picture-address.ts";
import { useSize } from "./use-size.ts";
import { shownWidth, type ViewerAct, type ViewerState } from "./viewer-state.ts";

/** Shorter strokes of a finger are no turning of pages. */
const swipePixels = 50;

interface PagePictureProps {
  resourceId: string;
  file: { id: string; name: string };
  pages: Preview["pages"];
  state: ViewerState;
  onAct: (act: ViewerAct) => void;
}

const viewSide = 1080;

/** One page in a frame that scrolls where the page is larger. */
export const PagePicture = ({ resourceId, file, pages, state, onAct }: PagePictureProps) => {
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
      <img
        key={page.page}
        src={addressFor(page.page, sizeName)}
        alt={t("preview.pageOf", { page: page.page, name: file.name })}
        style={{ width, aspectRatio: `${page.width} / ${page.height}` }}
      />
      {next && <img className="is-next" src={addressFor(next.page, sizeName)} alt="" />}
    </ScrollRegion>
  );
};
