import { Button, Progress } from "antd";
import { useTranslation } from "react-i18next";
import { formatBytes } from "../locales/format.ts";
import { DuplicateList } from "./duplicate-list.tsx";
import { FileIcon } from "./file-icon.tsx";
import { remainingMs } from "./sending-rate.ts";
import { isToRetry, isUnderWay, type QueuedFile } from "./use-file-queue.ts";
import { useProblemText } from "./use-problem-text.ts";

interface QueuedFileLineProps {
  item: QueuedFile;
  /** It belongs to something saved: no longer to be removed here. */
  isFixed?: boolean;
  /** Resources that it may well be the same as: the one it is for, and that one's original. */
  knownIds?: string[];
  onPause: () => void;
  onCancel: () => void;
  onRetry: () => void;
  onRemove: () => void;
}

const FileWarnings = ({ item: { upload }, knownIds }: { item: QueuedFile; knownIds: string[] }) => {
  const { t } = useTranslation();
  if (!upload) return null;
  const duplicates = upload.duplicates.filter(({ resourceId }) => !knownIds.includes(resourceId));
  return (
    <>
      {upload.warnings.map((warning) => (
        <p key={warning} className="file-warning">
          {t(`files.warning.${warning}`, { name: upload.name })}
        </p>
      ))}
      {duplicates.length > 0 && <DuplicateList duplicates={duplicates} />}
    </>
  );
};

/** How long the rest takes, in round words: to the second nobody can tell. */
const Remaining = ({ item }: { item: QueuedFile }) => {
  const { t } = useTranslation();
  const ms = remainingMs(item.rate, item.file.size);
  if (ms === null) return null;
  const minutes = Math.ceil(ms / 60_000);
  const hours = Math.round(minutes / 60);
  if (minutes >= 90) return t("files.remaining.hours", { count: hours });
  return minutes <= 1 ? t("files.remaining.soon") : t("files.remaining.minutes", { count: minutes });
};

const progressStatus = { sending: "active", waiting: "exception", paused: "normal" } as const;

/** One file on its way: how far it is, what went wrong, and what can be done about it. */
export const QueuedFileLine = ({
  item,
  isFixed = false,
  knownIds = [],
  onPause,
  onCancel,
  onRetry,
  onRemove,
}: QueuedFileLineProps) => {
  const { t, i18n } = useTranslation();
  const problemText = useProblemText();
  const { file, status, sentBytes } = item;
  const isPaused = status === "paused";
  const isStarted = status === "sending" || status === "waiting" || isPaused;
  const percent = file.size === 0 ? 0 : Math.floor((sentBytes / file.size) * 100);
  const statusWords =
    status === "waiting" ? t(`files.waiting.${item.waitingFor ?? "line"}`) : t(`files.status.${status}`);
  const named = (action: string) => `${action} ${file.name}`;
  return (
    <div className="queued-file">
      <FileIcon mediaType={item.upload?.mediaType ?? file.type} />
      <div className="queued-file-text">
        <span className="file-name">{file.name}</span>{" "}
        <span className="quiet">
          {formatBytes(item.upload?.sizeBytes ?? file.size, i18n.language)}
          {status !== "sending" && ` · ${statusWords}`}
          {status === "sending" && item.rate?.bytesPerMs && " · "}
          {status === "sending" && <Remaining item={item} />}
          {item.upload?.comparison === "waiting" && ` · ${t("duplicates.waiting")}`}
        </span>
        {isStarted && (
          <Progress
            percent={percent}
            size="small"
            status={progressStatus[status]}
            format={(percent) => `${percent}%`}
            aria-label={named(t("files.status.sending"))}
          />
        )}
        {status === "failed" && (
          <p className="file-problem" role="alert">
            {problemText(item.error)}
          </p>
        )}
        <FileWarnings item={item} knownIds={knownIds} />
      </div>
      {isStarted && (
        <Button
          size="small"
          onClick={isPaused ? onRetry : onPause}
          aria-label={named(t(isPaused ? "action.resume" : "action.pause"))}
        >
          {t(isPaused ? "action.resume" : "action.pause")}
        </Button>
      )}
      {isUnderWay(item) && (
        <Button size="small" onClick={onCancel} aria-label={named(t("action.cancel"))}>
          {t("action.cancel")}
        </Button>
      )}
      {(status === "cancelled" || isToRetry(item)) && (
        <Button size="small" onClick={onRetry} aria-label={named(t("action.retry"))}>
          {t("action.retry")}
        </Button>
      )}
      {!isUnderWay(item) && !isFixed && (
        <Button size="small" type="text" onClick={onRemove} aria-label={named(t("action.remove"))}>
          {t("action.remove")}
        </Button>
      )}
    </div>
  );
};
