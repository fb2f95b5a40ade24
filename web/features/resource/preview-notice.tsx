import { LoadingOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import type { Preview } from "../../api/types.ts";

/** What is happening to a file's pictures, or why there are none; nothing where nobody would expect any. */
export const PreviewNotice = ({ preview }: { preview: Preview }) => {
  const { t, i18n } = useTranslation();
  if (preview.status === "ready" || preview.reason === "unsupported") return null;
  if (preview.status === "waiting") {
    return (
      <p className="quiet" role="status">
        {preview.stage !== null && <LoadingOutlined aria-hidden />}{" "}
        {t(`preview.state.${preview.stage ?? "later"}`)}
      </p>
    );
  }
  const key = `preview.reason.${preview.reason}`;
  return (
    <p className={preview.status === "failed" ? "file-warning" : "quiet"} role="status">
      {i18n.exists(key) ? t(key as "preview.reason.broken") : t("preview.reason.broken")}
    </p>
  );
};
