import { InboxOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { type DragEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

interface FileDropProps {
  isCompact?: boolean;
  onFiles: (files: File[]) => void;
}

/** Takes files by dropping or by choosing. */
export const FileDrop = ({ isCompact = false, onFiles }: FileDropProps) => {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const take = (list: FileList | null) => {
    const files = [...(list ?? [])];
    if (files.length > 0) onFiles(files);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    take(event.dataTransfer.files);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping has no keyboard; the button inside does the same.
    <div
      className={["file-drop", isCompact && "is-compact", isOver && "is-over"].filter(Boolean).join(" ")}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={onDrop}
    >
      {!isCompact && <InboxOutlined aria-hidden className="file-drop-icon" />}
      <p>{t("files.dropHere")}</p>
      <Button onClick={() => input.current?.click()}>{t("files.choose")}</Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        data-testid="file-input"
        aria-label={t("files.choose")}
        onChange={(event) => {
          take(event.target.files);
          event.target.value = "";
        }}
      />
    </div>
  );
};
