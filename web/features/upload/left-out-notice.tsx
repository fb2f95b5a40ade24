import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { useRefusalWords } from "./use-refusal-words.ts";

/** A file that was brought and became no draft. */
export interface LeftOutFile {
  path: string;
  reason: string;
}

/** How many are named; the rest is a number. */
const mostNamed = 8;

interface LeftOutNoticeProps {
  files: LeftOutFile[];
  onClose: () => void;
}

/** Says which of the files that were brought became no draft, each with the reason. */
export const LeftOutNotice = ({ files, onClose }: LeftOutNoticeProps) => {
  const { t } = useTranslation();
  const refusalWords = useRefusalWords();
  if (files.length === 0) return null;
  return (
    <Alert
      type="info"
      showIcon
      role="status"
      closable={{ onClose, "aria-label": t("action.close") }}
      title={t("upload.leftOut", { count: files.length })}
      description={
        <ul className="left-out">
          {files.slice(0, mostNamed).map(({ path, reason }) => (
            <li key={path}>{t("upload.leftOutBecause", { path, reason: refusalWords(reason) })}</li>
          ))}
          {files.length > mostNamed && <li>…</li>}
        </ul>
      }
    />
  );
};
