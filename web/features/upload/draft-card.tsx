import { FolderOutlined } from "@ant-design/icons";
import { Button, Checkbox } from "antd";
import { memo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Unpacking } from "../../api/types.ts";
import { FieldsForm } from "../../components/fields-form.tsx";
import { QueuedFileLine } from "../../components/queued-file-line.tsx";
import { TitleInput } from "../../components/title-input.tsx";
import type { QueuedFile, useFileQueue } from "../../components/use-file-queue.ts";
import { useGuessWords } from "../../components/use-guess-words.ts";
import { type DraftRow, isSettled } from "./draft-row.ts";
import type { RowsAction } from "./draft-rows.ts";
import { RowOutcome } from "./row-outcome.tsx";
import { RowSummary } from "./row-summary.tsx";
import { UnpackButton } from "./unpack-button.tsx";

interface DraftCardProps {
  row: DraftRow;
  /** Those of this row, in its order. */
  files: QueuedFile[];
  queue: Pick<ReturnType<typeof useFileQueue>, "pause" | "cancel" | "retry" | "remove">;
  dispatch: (action: RowsAction) => void;
  isSelected: boolean;
  onSelect: (isSelected: boolean) => void;
  onUnpacked: (archiveName: string, files: Unpacking["files"]) => Promise<void>;
  onRetry: () => void;
}

const DraftCardOf = ({
  row,
  files,
  queue,
  dispatch,
  isSelected,
  onSelect,
  onUnpacked,
  onRetry,
}: DraftCardProps) => {
  const { t } = useTranslation();
  const guessWords = useGuessWords();
  const [isOpen, setIsOpen] = useState(false);
  const isFixed = isSettled(row) || row.outcome.status === "saving";
  const hasDraft = "resource" in row.outcome && row.outcome.resource !== null;
  const nameOf = (fileId: string) => files.find(({ id }) => id === fileId)?.file.name ?? "";
  const title = row.fields.title;
  const [only, second] = files;
  const archive = only?.upload?.mediaType === "application/zip" && !second ? only.upload : null;
  const drop = (fileId: string) => {
    queue.remove(fileId);
    dispatch({ kind: "drop-file", fileId });
  };
  const removeRow = () => {
    for (const { id } of files) queue.remove(id);
    dispatch({ kind: "remove", id: row.id });
  };
  return (
    <article className={isSettled(row) ? "draft-card is-settled" : "draft-card"} aria-label={title}>
      <div className="draft-card-head">
        {isFixed ? (
          <h2>{title}</h2>
        ) : (
          <>
            <Checkbox
              checked={isSelected}
              onChange={(event) => onSelect(event.target.checked)}
              aria-label={t("upload.select", { title })}
            />
            <TitleInput
              value={title}
              onChange={(title) => dispatch({ kind: "edit", ids: [row.id], patch: { title } })}
            />
          </>
        )}
        {!isFixed && !hasDraft && (
          <Button type="text" onClick={removeRow} aria-label={`${t("action.remove")} ${title}`}>
            {t("action.remove")}
          </Button>
        )}
      </div>
      {row.folder.length > 0 && (
        <p className="quiet draft-card-folder">
          <FolderOutlined aria-hidden /> {row.folder.join(" / ")}
        </p>
      )}
      {files.map((item) => (
        <QueuedFileLine
          key={item.id}
          item={item}
          isFixed={isFixed || hasDraft}
          onPause={() => queue.pause(item.id)}
          onCancel={() => queue.cancel(item.id)}
          onRetry={() => queue.retry(item.id)}
          onRemove={() => drop(item.id)}
        />
      ))}
      {archive && !isFixed && !hasDraft && (
        <UnpackButton
          upload={archive}
          onUnpacked={(unpacked, isWhole) =>
            void onUnpacked([...row.folder, archive.name].join("/"), unpacked).then(() => {
              // Of one that ended early the file stays, with what is said of it.
              if (isWhole) removeRow();
            })
          }
        />
      )}
      <RowSummary row={row} />
      {!isFixed && (
        <p className="draft-card-actions">
          <Button type="link" size="small" onClick={() => setIsOpen(!isOpen)} aria-expanded={isOpen}>
            {isOpen ? t("upload.hideFields") : t("upload.showFields")}
          </Button>
          {files.length > 1 && !hasDraft && (
            <Button type="link" size="small" onClick={() => dispatch({ kind: "split", id: row.id, nameOf })}>
              {t("upload.split", { count: files.length })}
            </Button>
          )}
        </p>
      )}
      {isOpen && !isFixed && (
        <FieldsForm
          value={row.fields}
          guesses={guessWords(Object.values(row.guesses))}
          textbookTitles={row.textbookTitles}
          hasTitle={false}
          onChange={(patch, textbookTitles) =>
            dispatch({ kind: "edit", ids: [row.id], patch, textbookTitles })
          }
        />
      )}
      <RowOutcome outcome={row.outcome} onRetry={onRetry} />
    </article>
  );
};

/** Whether a card would look the same: its callbacks are made anew each time, but only a failed row's depend on more. */
const isSameCard = (before: DraftCardProps, after: DraftCardProps): boolean =>
  before.row === after.row &&
  before.isSelected === after.isSelected &&
  after.row.outcome.status !== "failed" &&
  before.files.length === after.files.length &&
  before.files.every((file, index) => file === after.files[index]);

/** One resource in the making: title, files on their way, fields. Hundreds of them stand on a page while files are sent. */
export const DraftCard = memo(DraftCardOf, isSameCard);
