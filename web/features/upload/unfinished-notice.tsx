import { Alert, Button } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  askOffset,
  discardUnfinished,
  fingerprintOf,
  listUnfinished,
  type UnfinishedUpload,
} from "../../api/unfinished-uploads.ts";
import { formatBytes } from "../../locales/format.ts";

interface UnfinishedNoticeProps {
  personId: string;
  /** Files on this page: those that go on already need no mention. */
  files: File[];
}

type Known = UnfinishedUpload & { sentBytes: number };

const askAll = async (personId: string): Promise<Known[]> => {
  const asked = listUnfinished(personId).map(async (upload) => {
    const sentBytes = await askOffset(personId, upload);
    return sentBytes === null ? [] : [{ ...upload, sentBytes }];
  });
  return (await Promise.all(asked)).flat();
};

/** Files whose sending an earlier visit to the page began: chosen again, they go on where they stopped. */
export const UnfinishedNotice = ({ personId, files }: UnfinishedNoticeProps) => {
  const { t, i18n } = useTranslation();
  const [uploads, setUploads] = useState<Known[]>([]);
  useEffect(() => {
    let isGone = false;
    void askAll(personId).then((known) => {
      if (!isGone) setUploads(known);
    });
    return () => {
      isGone = true;
    };
  }, [personId]);
  const here = new Set(files.map(fingerprintOf));
  const waiting = uploads.filter(({ fingerprint }) => !here.has(fingerprint));
  if (waiting.length === 0) return null;
  const giveUp = (fingerprint: string) => {
    setUploads((known) => known.filter((upload) => upload.fingerprint !== fingerprint));
    void discardUnfinished(personId, fingerprint);
  };
  return (
    <Alert
      type="warning"
      className="unfinished-notice"
      showIcon
      role="status"
      title={t("upload.unfinished")}
      description={
        <ul className="unfinished-uploads">
          {waiting.map(({ fingerprint, name, sizeBytes, sentBytes }) => (
            <li key={fingerprint}>
              <span className="file-name">{name}</span>{" "}
              <span className="quiet">
                {t("upload.unfinishedPart", {
                  percent: Math.floor((sentBytes / Math.max(1, sizeBytes)) * 100),
                  size: formatBytes(sizeBytes, i18n.language),
                })}
              </span>
              <Button
                type="link"
                size="small"
                onClick={() => giveUp(fingerprint)}
                aria-label={`${t("action.giveUp")} ${name}`}
              >
                {t("action.giveUp")}
              </Button>
            </li>
          ))}
        </ul>
      }
    />
  );
};
