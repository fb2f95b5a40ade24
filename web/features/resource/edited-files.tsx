import { ArrowDownOutlined, ArrowUpOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { Resource, ResourceFile } from "../../api/types.ts";
import { FailedFilesNotice } from "../../components/failed-files-notice.tsx";
import { FileDrop } from "../../components/file-drop.tsx";
import { FileIcon } from "../../components/file-icon.tsx";
import { QueuedFileLine } from "../../components/queued-file-line.tsx";
import type { useFileQueue } from "../../components/use-file-queue.ts";
import { useScanWords } from "../../components/use-scan-words.ts";
import { formatBytes } from "../../locales/format.ts";
import { type EditedFile, moveFile } from "./edit-state.ts";

const HeldLine = ({ file }: { file: ResourceFile }) => {
  const held = useScanWords()(file);
  return held && <div className={held.isWaiting ? "quiet" : "file-warning"}>{held.words}</div>;
};

interface EditedFilesProps {
  resource: Resource;
  files: EditedFile[];
  queue: ReturnType<typeof useFileQueue>;
  onChange: (files: EditedFile[]) => void;
}

/** The draft's files in their order; more can be added, any can be taken out. */
export const EditedFiles = ({ resource, files, queue, onChange }: EditedFilesProps) => {
  const { t, i18n } = useTranslation();
  const knownIds = [resource.id, resource.adaptedFrom?.resourceId ?? ""];
  const without = (key: string) => files.filter((file) => file.key !== key);
  const queued = (id: string) => queue.files.find((file) => file.id === id);
  const nameOf = (file: EditedFile) =>
    "kept" in file ? file.kept.name : (queued(file.queuedId)?.file.name ?? "");
  return (
    <section aria-labelledby="edited-files-heading">
      <h2 id="edited-files-heading">{t("files.title", { count: files.length })}</h2>
      <ol className="edited-files">
        {files.map((file, index) => {
          const item = "queuedId" in file ? queued(file.queuedId) : undefined;
          const drop = () => {
            if (item) queue.remove(item.id);
            onChange(without(file.key));
          };
          return (
            <li key={file.key}>
              {"kept" in file ? (
                <div className="queued-file">
                  <FileIcon mediaType={file.kept.mediaType} />
                  <div className="queued-file-text">
                    <span className="file-name">{file.kept.name}</span>{" "}
                    <span className="quiet">{formatBytes(file.kept.sizeBytes, i18n.language)}</span>
                    <HeldLine file={file.kept} />
                  </div>
                  <Button
                    size="small"
                    type="text"
                    onClick={drop}
                    aria-label={`${t("action.remove")} ${file.kept.name}`}
                  >
                    {t("action.remove")}
                  </Button>
                </div>
              ) : (
                item && (
                  <QueuedFileLine
                    item={item}
                    knownIds={knownIds}
                    onPause={() => queue.pause(item.id)}
                    onCancel={() => queue.cancel(item.id)}
                    onRetry={() => queue.retry(item.id)}
                    onRemove={drop}
                  />
                )
              )}
              <span className="edited-file-order">
                <Button
                  size="small"
                  type="text"
                  disabled={index === 0}
                  icon={<ArrowUpOutlined />}
                  aria-label={t("files.moveUp", { name: nameOf(file) })}
                  onClick={() => onChange(moveFile(files, index, -1))}
                />
                <Button
                  size="small"
                  type="text"
                  disabled={index === files.length - 1}
                  icon={<ArrowDownOutlined />}
                  aria-label={t("files.moveDown", { name: nameOf(file) })}
                  onClick={() => onChange(moveFile(files, index, 1))}
                />
              </span>
            </li>
          );
        })}
      </ol>
      <FailedFilesNotice queue={queue} />
      <FileDrop
        isCompact
        onFiles={(chosen) =>
          onChange([...files, ...queue.add(chosen).map(({ id }) => ({ key: id, queuedId: id }))])
        }
      />
    </section>
  );
};
