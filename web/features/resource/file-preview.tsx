import { Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ResourceFile } from "../../api/types.ts";
import { EmptyNotice } from "../../components/empty-notice.tsx";
import { OriginalView } from "./original-view.tsx";
import { PageViewer } from "./page-viewer.tsx";
import { PassageView } from "./passage-view.tsx";
import { PreviewNotice } from "./preview-notice.tsx";
import type { Asked } from "./use-passages.ts";
import { usePreview } from "./use-preview.ts";
import { useTextState } from "./use-text-state.ts";

interface FilePreviewProps {
  resourceId: string;
  file: ResourceFile;
  page: number | null;
  asked: Asked;
  /** Whether the reader comes from words found in a file. */
  isFromPassage: boolean;
}

type View = "pages" | "original" | "text";

// What browsers show safely by themselves; an SVG may hold script and is only for downloading.
const showable =
  /^image\/(png|jpeg|gif|webp|avif|bmp)$|^(audio|video)\/|^application\/pdf$|^text\/(plain|markdown|csv)$/;

/** Whether its text is counted by what its pictures show: a document's sections and a workbook's sheets are no pages. */
const isPaged = ({ mediaType }: ResourceFile): boolean => /pdf|presentation|powerpoint|\.dps/.test(mediaType);

const isPlayed = ({ mediaType }: ResourceFile): boolean => /^(audio|video)\//.test(mediaType);

const viewsOf = (file: ResourceFile, hasPages: boolean, isAsked: boolean): View[] => {
  const { mediaType, text } = file;
  // A text file shown as it is needs no second view, but for the marks.
  const hasText = text.status === "ready" && (isAsked || !mediaType.startsWith("text/"));
  return [
    ...(hasPages && !isPlayed(file) ? (["pages"] as const) : []),
    ...(showable.test(mediaType) ? (["original"] as const) : []),
    ...(hasText ? (["text"] as const) : []),
  ];
};

/** A look into a file: its pages, as the browser can show it, or its text by page with the question's words marked. */
export const FilePreview = ({ resourceId, file, page, asked, isFromPassage }: FilePreviewProps) => {
  const { t } = useTranslation();
  const textState = useTextState();
  const preview = usePreview(resourceId, file.id).data;
  const views = viewsOf(file, preview ? preview.pages.length > 0 : file.preview.hasPictures, asked.q !== "");
  // What is looked at first stays, though pictures of the pages come meanwhile. From a hit, the words are what was looked
  // for: the text shows them marked, pictures do not.
  const [wanted, setWanted] = useState<View | undefined>(isFromPassage ? "text" : views[0]);
  const [chosenPage, setChosenPage] = useState<number | null>(null);
  const pagesView = views.find((one) => one !== "text");
  const showPage = (wantedPage: number) => {
    setChosenPage(wantedPage);
    setWanted(pagesView);
  };
  const hasPlaces = isPaged(file) && pagesView !== undefined;
  const view = wanted && views.includes(wanted) ? wanted : views[0];
  return (
    <section className="preview" aria-label={t("preview.of", { name: file.name })}>
      <div className="preview-bar">
        <h2>{t("preview.title")}</h2>
        {views.length > 1 && (
          <Segmented<View>
            value={view ?? "pages"}
            onChange={setWanted}
            options={views.map((value) => ({ value, label: t(`preview.view.${value}`) }))}
          />
        )}
      </div>
      {preview && !isPlayed(file) && <PreviewNotice preview={preview} />}
      {view === "pages" && preview && (
        <PageViewer
          key={chosenPage}
          resourceId={resourceId}
          file={file}
          preview={preview}
          page={chosenPage ?? (isPaged(file) ? page : null)}
        />
      )}
      {view === "original" && <OriginalView resourceId={resourceId} file={file} page={chosenPage ?? page} />}
      {view === "text" && (
        <PassageView
          resourceId={resourceId}
          fileId={file.id}
          page={page}
          asked={asked}
          onShowPage={hasPlaces ? showPage : undefined}
        />
      )}
      {view === undefined && (
        <EmptyNotice text={[t("preview.none"), textState(file).words].filter(Boolean).join(" ")} />
      )}
    </section>
  );
};
