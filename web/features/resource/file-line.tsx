import { DownloadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { addressOf } from "../../api/client.ts";
import type { ResourceFile } from "../../api/types.ts";
import { Thumbnail } from "../../components/thumbnail.tsx";
import { useScanWords } from "../../components/use-scan-words.ts";
import { formatBytes, formatDuration } from "../../locales/format.ts";
import { pictureAddress } from "./picture-address.ts";
import { useTextState } from "./use-text-state.ts";

interface FileLineProps {
  resourceId: string;
  file: ResourceFile;
  isDraft: boolean;
  isShown: boolean;
  onShow: () => void;
}

export const FileLine = ({ resourceId, file, isDraft, isShown, onShow }: FileLineProps) => {
  const { t, i18n } = useTranslation();
  const textState = useTextState(isDraft);
  const held = useScanWords()(file);
  const { words, isProblem } = held ? { words: held.words, isProblem: !held.isWaiting } : textState(file);
  return (
    <div className={isShown ? "file-line is-shown" : "file-line"}>
      <Thumbnail
        address={file.preview.hasPictures ? pictureAddress(resourceId, file.id, 1, "thumbnail") : null}
        mediaType={file.mediaType}
      />
      <div className="file-line-text">
        <button type="button" className="file-name-button" aria-pressed={isShown} onClick={onShow}>
          {file.name}
        </button>
        <span className="quiet">
          {formatBytes(file.sizeBytes, i18n.language)}
          {file.preview.durationMs !== null && <> · {formatDuration(file.preview.durationMs)}</>}
          {words && <span className={isProblem ? "file-warning" : ""}> · {words}</span>}
        </span>
      </div>
      <Button
        icon={<DownloadOutlined aria-hidden />}
        disabled={held !== null}
        href={addressOf("/api/resources/{id}/files/{fileId}", { id: resourceId, fileId: file.id })}
        download={file.name}
        aria-label={t("files.download", { name: file.name })}
      >
        <span className="wide-only">{t("action.download")}</span>
      </Button>
    </div>
  );
};
