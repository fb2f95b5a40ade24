import { Button } from "antd";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { EmptyNotice } from "../../components/empty-notice.tsx";
import { HighlightedText } from "../../components/highlighted-text.tsx";
import { pagePlace } from "../../components/page-place.ts";
import { QueryState } from "../../components/query-state.tsx";
import { ScrollRegion } from "../../components/scroll-region.tsx";
import { MarkBar } from "./mark-bar.tsx";
import { useMarks } from "./use-marks.ts";
import { type Asked, type ShownPassage, usePassages } from "./use-passages.ts";

interface PassageViewProps {
  resourceId: string;
  fileId: string;
  page: number | null;
  asked: Asked;
  /** Shows a page of the file as it is, where that can be done. */
  onShowPage?: ((page: number) => void) | undefined;
}

/** A file's text by page, slide or sheet, opened at the page that the address names, at the first word looked for. */
export const PassageView = ({ resourceId, fileId, page, asked, onShowPage }: PassageViewProps) => {
  const { t } = useTranslation();
  const passages = usePassages(resourceId, fileId, asked);
  return (
    <QueryState query={passages}>
      {(shown) =>
        shown.length === 0 ? (
          <EmptyNotice text={t("files.text.none")} />
        ) : (
          <PassageList
            key={asked.q}
            passages={shown}
            page={page}
            isAsked={asked.q !== ""}
            onShowPage={onShowPage}
          />
        )
      }
    </QueryState>
  );
};

interface PassageListProps {
  passages: ShownPassage[];
  page: number | null;
  /** Whether words are looked for. */
  isAsked: boolean;
  onShowPage: PassageViewProps["onShowPage"];
}

const PassageList = ({ passages, page, isAsked, onShowPage }: PassageListProps) => {
  const { t } = useTranslation();
  const list = useRef<HTMLElement>(null);
  const { count, current, firstOf, step } = useMarks(passages, page);

  useEffect(() => {
    if (isAsked && page !== null) list.current?.parentElement?.scrollIntoView({ block: "nearest" });
  }, [isAsked, page]);
  useEffect(() => {
    const place = list.current;
    const target =
      place?.querySelector<HTMLElement>("mark[aria-current]") ??
      (page === null ? null : place?.querySelector<HTMLElement>(`[data-page="${page}"]`));
    // `current` is what the mark was drawn by. Within the list only: the reader keeps the page's own head in sight.
    if (place && target && current >= -1) scrollWithin(place, target);
  }, [current, page]);

  return (
    <div className="passages-shown">
      {isAsked && (count > 0 || page !== null) && <MarkBar count={count} current={current} onStep={step} />}
      <ScrollRegion className="passage-list" ref={list} label={t("preview.text")}>
        <ol>
          {" "}
          {passages.map((passage, index) => (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: several passages may share a page; their order is fixed.
              key={index}
              data-page={passage.page ?? undefined}
              className={passage.page !== null && passage.page === page ? "is-wanted" : ""}
            >
              {passage.page !== null && (
                <div className="passage-head">
                  <h3>{pagePlace(t, passage)}</h3>
                  {onShowPage && <PageButton page={passage.page} onShow={onShowPage} />}
                </div>
              )}
              <p>
                <HighlightedText pieces={passage.pieces} current={current - (firstOf[index] ?? 0)} />
              </p>
            </li>
          ))}
        </ol>
      </ScrollRegion>
    </div>
  );
};

const PageButton = ({ page, onShow }: { page: number; onShow: (page: number) => void }) => {
  const { t } = useTranslation();
  return (
    <Button
      type="link"
      size="small"
      aria-label={t("preview.showPage", { page })}
      onClick={() => onShow(page)}
    >
      {t("preview.pageButton")}
    </Button>
  );
};

/** Brings the target into the upper third of the list, and moves nothing where it is in sight. */
const scrollWithin = (list: HTMLElement, target: HTMLElement): void => {
  const [frame, box] = [list.getBoundingClientRect(), target.getBoundingClientRect()];
  const isInSight = box.top >= frame.top && box.bottom <= frame.bottom;
  if (!isInSight) list.scrollTop += box.top - frame.top - frame.height / 3;
};
