import { LoadingOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import type { Preview } from "../../api/types.ts";

interface PreviewNoticeProps {
  preview: Preview;
  mediaType: string;
}

/** What is happening to a file's pictures, or why there are none. */
export const PreviewNotice = ({ preview, mediaType }: PreviewNoticeProps) => {
  const { t, i18n } = useTranslation();
  if (preview.status === "ready") return null;
  if (preview.status === "waiting") {
    return (
      <p className="quiet" role="status">
        {preview.stage !== null && <LoadingOutlined aria-hidden />}{" "}
        {t(`preview.state.${preview.stage ?? "later"}`)}
      </p>
    );
  }
  const isUnreadPhoto = preview.reason === "unsupported" && /^image\/hei[cf]/.test(mediaType);
  const key = `preview.reason.${isUnreadPhoto ? "heic" : preview.reason}`;
  return (
    <p className={preview.status === "failed" ? "file-warning" : "quiet"} role="status">
      {i18n.exists(key) ? t(key as "preview.reason.broken") : t("preview.reason.broken")}
    </p>
  );
};
