import { Alert, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRefusalWords } from "./use-refusal-words.ts";

/** A file that was brought and became no draft. */
export interface LeftOutFile {
  path: string;
  reason: string;
}

/** How many are named at first. */
const mostNamed = 8;

interface LeftOutNoticeProps {
  files: LeftOutFile[];
  onClose: () => void;
}

/** Says which of the files that were brought became no draft, each with the reason. */
export const LeftOutNotice = ({ files, onClose }: LeftOutNoticeProps) => {
  const { t } = useTranslation();
  const refusalWords = useRefusalWords();
  const [isWhole, setIsWhole] = useState(false);
  if (files.length === 0) return null;
  return (
    <Alert
      type="info"
      showIcon
      role="status"
      closable={{ onClose, "aria-label": t("action.close") }}
      title={t("upload.leftOut", { count: files.length })}
      description={
        <>
          <ul className="left-out">
            {files.slice(0, isWhole ? undefined : mostNamed).map(({ path, reason }) => (
              <li key={`${reason}|${path}`}>
                {t("upload.leftOutBecause", { path, reason: refusalWords(reason) })}
              </li>
            ))}
          </ul>
          {files.length > mostNamed && (
            <Button
              className="left-out-more"
              type="link"
              size="small"
              onClick={() => setIsWhole(!isWhole)}
              aria-expanded={isWhole}
            >
              {isWhole ? t("action.showLess") : t("action.showMore", { count: files.length - mostNamed })}
            </Button>
          )}
        </>
      }
    />
  );
};
