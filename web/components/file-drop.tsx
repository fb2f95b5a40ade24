import { InboxOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { type DragEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { filesOfDrop } from "./dropped-files.ts";

interface FileDropProps {
  isCompact?: boolean;
  /** Asks for one file only; of several that are dropped it is for the caller to take one. */
  isSingle?: boolean;
  /** Takes whole folders, too; `pathOf` tells where in them each file lay. */
  takesFolders?: boolean;
  onFiles: (files: File[]) => void;
}

/** Takes files by dropping or by choosing. */
export const FileDrop = ({
  isCompact = false,
  isSingle = false,
  takesFolders = false,
  onFiles,
}: FileDropProps) => {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const folderInput = useRef<HTMLInputElement | null>(null);
  const [isOver, setIsOver] = useState(false);
  const take = (files: File[]) => {
    if (files.length > 0) onFiles(files);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    if (takesFolders) void filesOfDrop(event.dataTransfer).then(take);
    else take([...event.dataTransfer.files]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping has no keyboard; the buttons inside do the same.
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
      <p>{t(isSingle ? "files.dropOneHere" : takesFolders ? "files.dropFoldersHere" : "files.dropHere")}</p>
      <div className="file-drop-buttons">
        <Button onClick={() => input.current?.click()}>{t("files.choose")}</Button>
        {takesFolders && (
          <Button onClick={() => folderInput.current?.click()}>{t("files.chooseFolder")}</Button>
        )}
      </div>
      <input
        ref={input}
        type="file"
        multiple={!isSingle}
        hidden
        data-testid="file-input"
        aria-label={t("files.choose")}
        onChange={(event) => {
          take([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      {takesFolders && (
        <input
          ref={(input) => {
            folderInput.current = input;
            if (input) input.webkitdirectory = true;
          }}
          type="file"
          multiple
          hidden
          data-testid="folder-input"
          aria-label={t("files.chooseFolder")}
          onChange={(event) => {
            take([...(event.target.files ?? [])]);
            event.target.value = "";
          }}
        />
      )}
    </div>
  );
};
