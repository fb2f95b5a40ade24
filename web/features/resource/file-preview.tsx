import { Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { addressOf } from "../../api/client.ts";
import type { ResourceFile } from "../../api/types.ts";
import { EmptyNotice } from "../../components/empty-notice.tsx";
import { PassageView } from "./passage-view.tsx";
import { TextView } from "./text-view.tsx";
import type { Asked } from "./use-passages.ts";
import { useTextState } from "./use-text-state.ts";

interface FilePreviewProps {
  resourceId: string;
  file: ResourceFile;
  page: number | null;
  asked: Asked;
  /** Whether the reader comes from words found in a file. */
  isFromPassage: boolean;
}

type View = "original" | "text";

// What browsers show safely by themselves; an SVG may hold script and is only for downloading.
const showable =
  /^image\/(png|jpeg|gif|webp|avif|bmp)$|^(audio|video)\/|^application\/pdf$|^text\/(plain|markdown|csv)$/;

const viewsOf = ({ mediaType, text }: ResourceFile, isAsked: boolean): View[] => {
  const hasOriginal = showable.test(mediaType);
  // A text file shown as it is needs no second view, but for the marks.
  const hasText = text.status === "ready" && (isAsked || !mediaType.startsWith("text/"));
  return [...(hasOriginal ? (["original"] as const) : []), ...(hasText ? (["text"] as const) : [])];
};

/** A look into a file: as the browser can show it, or its text by page with the question's words marked. */
export const FilePreview = ({ resourceId, file, page, asked, isFromPassage }: FilePreviewProps) => {
  const { t } = useTranslation();
  const textState = useTextState();
  const views = viewsOf(file, asked.q !== "");
  // From a hit, the words are what was looked for: the text shows them marked, a PDF viewer does not.
  const [wanted, setWanted] = useState<View>(isFromPassage ? "text" : "original");
  const [chosenPage, setChosenPage] = useState<number | null>(null);
  const showPage = (wantedPage: number) => {
    setChosenPage(wantedPage);
    setWanted("original");
  };
  const view = views.includes(wanted) ? wanted : views[0];
  return (
    <section className="preview" aria-label={t("preview.of", { name: file.name })}>
      <div className="preview-bar">
        <h2>{t("preview.title")}</h2>
        {views.length > 1 && (
          <Segmented<View>
            value={view ?? "original"}
            onChange={setWanted}
            options={views.map((value) => ({ value, label: t(`preview.view.${value}`) }))}
          />
        )}
      </div>
      {view === "original" && <Original resourceId={resourceId} file={file} page={chosenPage ?? page} />}
      {view === "text" && (
        <PassageView
          resourceId={resourceId}
          fileId={file.id}
          page={page}
          asked={asked}
          onShowPage={file.mediaType === "application/pdf" ? showPage : undefined}
        />
      )}
      {view === undefined && (
        <EmptyNotice text={[t("preview.none"), textState(file).words].filter(Boolean).join(" ")} />
      )}
    </section>
  );
};

const Original = ({ resourceId, file, page }: Pick<FilePreviewProps, "resourceId" | "file" | "page">) => {
  const { t } = useTranslation();
  const address = addressOf(
    "/api/resources/{id}/files/{fileId}",
    { id: resourceId, fileId: file.id },
    { disposition: "inline" },
  );
  if (file.mediaType.startsWith("image/"))
    return <img className="preview-image" src={address} alt={file.name} />;
  if (file.mediaType.startsWith("audio/")) {
    // biome-ignore lint/a11y/useMediaCaption: recordings of schools come without captions.
    return <audio className="full-width" controls preload="metadata" src={address} aria-label={file.name} />;
  }
  if (file.mediaType.startsWith("video/")) {
    return (
      // biome-ignore lint/a11y/useMediaCaption: recordings of schools come without captions.
      <video className="preview-video" controls preload="metadata" src={address} aria-label={file.name} />
    );
  }
  if (file.mediaType.startsWith("text/")) return <TextView address={address} />;
  const place = page ? `#page=${page}` : "";
  return (
    <>
      <iframe key={page} className="preview-pdf" src={`${address}${place}`} title={file.name} />
      <p>
        <a href={`${address}${place}`} target="_blank" rel="noreferrer">
          {t("preview.openInTab")}
        </a>
      </p>
    </>
  );
};
