import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import type { ResourceFile } from "../../api/types.ts";
import { useScanWords } from "../../components/use-scan-words.ts";
import { FileLine } from "./file-line.tsx";
import { FilePreview } from "./file-preview.tsx";
import { HeldNotice } from "./held-notice.tsx";

interface FilesProps {
  resourceId: string;
  files: ResourceFile[];
  isDraft: boolean;
}

/** The files and a look into the one that the address names, or the first. */
export const Files = ({ resourceId, files, isDraft }: FilesProps) => {
  const { t } = useTranslation();
  const [address, setAddress] = useSearchParams();
  const shown = files.find(({ id }) => id === address.get("file")) ?? files[0];
  const scanWords = useScanWords();
  const held = shown && scanWords(shown);
  const show = (id: string) =>
    setAddress(
      (current) => {
        const next = new URLSearchParams(current);
        next.set("file", id);
        next.delete("page");
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  return (
    <>
      <section aria-labelledby="files-heading">
        <h2 id="files-heading">{t("files.title", { count: files.length })}</h2>
        <ul className="files">
          {files.map((file) => (
            <li key={file.id}>
              <FileLine
                resourceId={resourceId}
                file={file}
                isDraft={isDraft}
                isShown={file.id === shown?.id}
                onShow={() => show(file.id)}
              />
            </li>
          ))}
        </ul>
      </section>
      {shown && held && <HeldNotice name={shown.name} held={held} />}
      {shown && !held && (
        <FilePreview
          key={shown.id}
          resourceId={resourceId}
          file={shown}
          page={Number(address.get("page")) || null}
          asked={{ q: address.get("q") ?? "", literal: address.getAll("literal") }}
          isFromPassage={address.has("file") && address.has("q")}
        />
      )}
    </>
  );
};
