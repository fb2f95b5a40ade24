import { useTranslation } from "react-i18next";
import { addressOf } from "../../api/client.ts";
import type { ResourceFile } from "../../api/types.ts";
import { pictureAddress } from "./picture-address.ts";
import { TextView } from "./text-view.tsx";

interface OriginalViewProps {
  resourceId: string;
  file: ResourceFile;
  page: number | null;
}

/** A file as the browser itself shows it. */
export const OriginalView = ({ resourceId, file, page }: OriginalViewProps) => {
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
    const poster = file.preview.hasPictures ? pictureAddress(resourceId, file.id, 1, "view") : undefined;
    return (
      // biome-ignore lint/a11y/useMediaCaption: recordings of schools come without captions.
      <video
        className="preview-video"
        controls
        preload={poster ? "none" : "metadata"}
        poster={poster}
        src={address}
        aria-label={file.name}
      />
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
