import { Button, Checkbox } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FieldsForm } from "../../components/fields-form.tsx";
import { QueuedFileLine } from "../../components/queued-file-line.tsx";
import { TitleInput } from "../../components/title-input.tsx";
import type { useFileQueue } from "../../components/use-file-queue.ts";
import { type DraftRow, isSettled } from "./draft-row.ts";
import type { RowsAction } from "./draft-rows.ts";
import { RowOutcome } from "./row-outcome.tsx";
import { RowSummary } from "./row-summary.tsx";

interface DraftCardProps {
  row: DraftRow;
  queue: ReturnType<typeof useFileQueue>;
  dispatch: (action: RowsAction) => void;
  isSelected: boolean;
  onSelect: (isSelected: boolean) => void;
  onRetry: () => void;
}

/** One resource in the making: title, files on their way, fields. */
export const DraftCard = ({ row, queue, dispatch, isSelected, onSelect, onRetry }: DraftCardProps) => {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const files = row.fileIds.flatMap((id) => queue.files.find((file) => file.id === id) ?? []);
  const isFixed = isSettled(row) || row.outcome.status === "saving";
  const hasDraft = "resource" in row.outcome && row.outcome.resource !== null;
  const nameOf = (fileId: string) => queue.files.find(({ id }) => id === fileId)?.file.name ?? "";
  const title = row.fields.title;
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
      {files.map((item) => (
        <QueuedFileLine
          key={item.id}
          item={item}
          isFixed={isFixed || hasDraft}
          onCancel={() => queue.cancel(item.id)}
          onRetry={() => queue.retry(item.id)}
          onRemove={() => drop(item.id)}
        />
      ))}
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
          guesses={row.guesses}
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
