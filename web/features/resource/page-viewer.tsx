import { Button } from "antd";
import { type KeyboardEvent, useReducer, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Preview, ResourceFile } from "../../api/types.ts";
import { PageMarkTools } from "./page-mark-tools.tsx";
import { markActOfKey } from "./page-marks.ts";
import { PagePicture } from "./page-picture.tsx";
import { PageStrip } from "./page-strip.tsx";
import { useFullScreen } from "./use-full-screen.ts";
import { usePageMarks } from "./use-page-marks.ts";
import type { Asked } from "./use-passages.ts";
import { ViewerBar } from "./viewer-bar.tsx";
import { actOfKey, nextState, openedAt, type ViewerAct, type ViewerState } from "./viewer-state.ts";

interface PageViewerProps {
  resourceId: string;
  file: ResourceFile;
  preview: Preview;
  /** The page to begin with. */
  page: number | null;
  asked: Asked;
  /** Shows the file itself at a page, where the browser can. */
  onShowOriginal: ((page: number) => void) | undefined;
}

/** The pages of a file as pictures: one at a time, with all others small beside it; for the classroom on the whole screen. */
export const PageViewer = ({ resourceId, file, preview, page, asked, onShowOriginal }: PageViewerProps) => {
  const { t } = useTranslation();
  const viewer = useRef<HTMLDivElement>(null);
  const { pages, pageCount } = preview;
  const first = openedAt(pages, page);
  const [state, act] = useReducer(
    (state: ViewerState, action: ViewerAct) => nextState(state, action, pages.length),
    first,
  );
  const numberOf = (place: number) => pages[place]?.page ?? 0;
  const shown = { page: numberOf(state.place), openedAt: numberOf(first.place) };
  const marks = usePageMarks({ resourceId, fileId: file.id, pages, ...shown }, asked, (place) =>
    act({ act: "go", place }),
  );
  useFullScreen(viewer, state.isFull, () => act({ act: "leave-full" }));
  const onKeyDown = (event: KeyboardEvent) => {
    const isTyping = event.target instanceof HTMLInputElement;
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    // A button that has the focus is pressed with these.
    const isPress = event.key === "Enter" || event.key === " ";
    if (isPress && event.target instanceof HTMLButtonElement) return;
    const markAct = markActOfKey(event.key);
    const action = actOfKey(event.key, state);
    if (!action && !markAct) return;
    event.preventDefault();
    if (markAct) marks.act(markAct);
    if (action) act(action);
  };
  const isWide = pages.every(({ width, height }) => width > height);
  const { missing } = state;
  const lastPage = Math.max(pageCount ?? 1, pages.at(-1)?.page ?? 1);
  const isCut = pageCount === null ? pages.length > 1 : pageCount > pages.length;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys work wherever within the viewer the focus is.
    <div
      className={["viewer", isWide && "is-wide", state.isFull && "is-full"].filter(Boolean).join(" ")}
      ref={viewer}
      onKeyDown={onKeyDown}
    >
      <ViewerBar state={state} pages={pages} lastPage={lastPage} onAct={act}>
        <PageMarkTools {...marks} />
      </ViewerBar>
      {missing !== null && (
        <p className="viewer-note viewer-missing" role="status">
          {t(onShowOriginal ? "preview.missingPage" : "preview.missingPageDownload", { page: missing })}{" "}
          {onShowOriginal && (
            <Button type="link" size="small" onClick={() => onShowOriginal(missing)}>
              {t("preview.showInOriginal", { page: missing })}
            </Button>
          )}
        </p>
      )}
      <div className="viewer-body">
        {pages.length > 1 && (
          <PageStrip
            resourceId={resourceId}
            fileId={file.id}
            pages={pages}
            place={state.place}
            marked={new Set(marks.isShown ? marks.marks.map(({ page }) => page) : [])}
            onGo={(place) => act({ act: "go", place })}
          />
        )}
        <PagePicture
          resourceId={resourceId}
          file={file}
          pages={pages}
          state={state}
          marks={marks}
          onAct={act}
        />
      </div>
      {isCut && <p className="quiet viewer-note">{t("preview.firstPages", { count: pages.length })}</p>}
    </div>
  );
};
