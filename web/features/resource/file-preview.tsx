import { Button, Segmented, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Preview, ResourceFile } from "../../api/types.ts";
import { EmptyNotice } from "../../components/empty-notice.tsx";
import { DocumentView } from "./document-view.tsx";
import { OriginalView } from "./original-view.tsx";
import { PageViewer } from "./page-viewer.tsx";
import { PassageView } from "./passage-view.tsx";
import { PreviewNotice } from "./preview-notice.tsx";
import { useChosenView } from "./use-chosen-view.ts";
import { officeViewOf } from "./use-document.ts";
import { useMarkedPages } from "./use-marked-pages.ts";
import type { Asked } from "./use-passages.ts";
import { usePreview } from "./use-preview.ts";
import { isPdf, isPlayed, type View, viewShowing, viewsOf } from "./views-of-file.ts";
import { WorkbookView } from "./workbook-view.tsx";

interface FilePreviewProps {
  resourceId: string;
  file: ResourceFile;
  page: number | null;
  asked: Asked;
  /** Whether the reader comes from words found in a file. */
  isFromPassage: boolean;
}

/** Whether its text is counted by what its pictures show: a document's sections and a workbook's sheets are no pages. */
const isPaged = ({ mediaType }: ResourceFile): boolean => /pdf|presentation|powerpoint|\.dps/.test(mediaType);

/** A look into a file: its pages, as the browser can show it, or its text by page with the question's words marked. */
export const FilePreview = (props: FilePreviewProps) => {
  const { data: preview, isPending } = usePreview(props.resourceId, props.file.id);
  // Until it is known whether its pictures are pages or a mere thumbnail, nothing is put first, nor is it said that there is none.
  const isUnknown = officeViewOf(props.file) || viewsOf(props.file, undefined, false).length === 0;
  const { isFromPassage, page, asked, file, resourceId } = props;
  const isPictured =
    isFromPassage && isPaged(file) && preview?.pages.some((one) => one.page === page) === true;
  const { data: marked, isLoading } = useMarkedPages(resourceId, file.id, asked, isPictured);
  if (isPending && (isUnknown || isFromPassage)) return <Skeleton active title={false} />;
  if (isPictured && isLoading) return <Skeleton active title={false} />;
  const isMarkedThere = isPictured && marked?.items.some((one) => one.page === page) === true;
  return <FileViews {...props} preview={preview} opensText={isFromPassage && !isMarkedThere} />;
};

const FileViews = ({
  resourceId,
  file,
  page,
  asked,
  preview,
  opensText,
}: Omit<FilePreviewProps, "isFromPassage"> & { preview: Preview | undefined; opensText: boolean }) => {
  const { t } = useTranslation();
  const views = viewsOf(file, preview, asked.q !== "");
  const viewOfPage = (wanted: number) => viewShowing(views, file, preview, wanted);
  const first = (page !== null && isPaged(file) && viewOfPage(page)) || views[0];
  const { view, choose, isOfferingPages, handlers } = useChosenView(views, first, preview, opensText);
  const [chosenPage, setChosenPage] = useState<number | null>(null);
  const pagesView = views.find((one) => one !== "text");
  const showPage = (wantedPage: number) => {
    setChosenPage(wantedPage);
    choose(viewOfPage(wantedPage));
  };
  const hasPlaces = isPaged(file) && pagesView !== undefined;
  // That the server cannot make pictures is no news where the browser draws the file itself.
  const isDrawnHere = officeViewOf(file) !== null && preview?.reason === "no-program";
  return (
    <section className="preview" aria-label={t("preview.of", { name: file.name })} {...handlers}>
      <div className="preview-bar">
        <h2>{t("preview.title")}</h2>
        {views.length > 1 && (
          <Segmented<View>
            value={view ?? "pages"}
            onChange={choose}
            options={views.map((value) => ({ value, label: t(`preview.view.${value}`) }))}
          />
        )}
      </div>
      {preview && !isPlayed(file) && !isDrawnHere && (
        <PreviewNotice preview={preview} mediaType={file.mediaType} />
      )}
      {isOfferingPages && (
        <p role="status">
          {t("preview.drawnNow")}{" "}
          <Button type="link" size="small" onClick={() => choose("pages")}>
            {t("preview.showPages")}
          </Button>
        </p>
      )}
      {view === "pages" && preview && (
        <PageViewer
          key={chosenPage}
          resourceId={resourceId}
          file={file}
          preview={preview}
          page={chosenPage ?? (isPaged(file) ? page : null)}
          asked={asked}
          onShowOriginal={isPdf(file) ? showPage : undefined}
        />
      )}
      {view === "document" && <DocumentView resourceId={resourceId} file={file} />}
      {view === "sheets" && <WorkbookView resourceId={resourceId} file={file} />}
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
      {view === undefined && preview?.status !== "waiting" && <EmptyNotice text={t("preview.none")} />}
    </section>
  );
};
