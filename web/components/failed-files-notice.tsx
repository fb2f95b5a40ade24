import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import { isToRetry, type useFileQueue } from "./use-file-queue.ts";

/** Has all that failed sent again at once; one alone has its own button. */
export const FailedFilesNotice = ({
  queue,
}: {
  queue: Pick<ReturnType<typeof useFileQueue>, "files" | "retryFailed">;
}) => {
  const { t } = useTranslation();
  const count = queue.files.filter(isToRetry).length;
  if (count < 2) return null;
  return (
    <Alert
      className="failed-files-notice"
      type="warning"
      showIcon
      title={t("files.failed", { count })}
      action={
        <Button size="small" onClick={queue.retryFailed}>
          {t("files.retryAll")}
        </Button>
      }
    />
  );
};
