import { Alert, App, Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ScrollRegion } from "../../components/scroll-region.tsx";
import { formatBytes, formatInstant } from "../../locales/format.ts";
import type { UnfinishedFile } from "./ask-unfinished.ts";
import type { useUnfinished } from "./use-unfinished.ts";

interface UnfinishedNoticeProps {
  unfinished: Pick<ReturnType<typeof useUnfinished>, "files" | "discard">;
  /** Goes on with those that lie on the server in whole. */
  onSent: () => void;
}

const UnfinishedLine = ({ file, onGiveUp }: { file: UnfinishedFile; onGiveUp: () => void }) => {
  const { t, i18n } = useTranslation();
  const { path, sizeBytes, sentBytes, upload, broughtAt } = file;
  const size = formatBytes(sizeBytes, i18n.language);
  const percent = Math.floor((sentBytes / Math.max(1, sizeBytes)) * 100);
  const state = upload ? "whole" : sentBytes > 0 ? "part" : "none";
  return (
    <li>
      <span className="file-name">{path}</span>{" "}
      <span className="quiet">
        {t(`upload.unfinished.${state}`, { percent, size })} · {formatInstant(broughtAt, i18n.language)}
      </span>
      <Button type="link" size="small" onClick={onGiveUp} aria-label={`${t("action.giveUp")} ${path}`}>
        {t("action.giveUp")}
      </Button>
    </li>
  );
};

/**
 * Files that an earlier visit to the page brought and that became no draft: those that are on the server go on at once, the
 * others when they are brought again, from where they stopped.
 */
export const UnfinishedNotice = ({ unfinished: { files, discard }, onSent }: UnfinishedNoticeProps) => {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  if (files.length === 0) return null;
  const count = files.length;
  const askGiveUpAll = () =>
    modal.confirm({
      title: t("upload.unfinished.giveUpAllQuestion", { count }),
      okText: t("upload.unfinished.giveUpAll"),
      okButtonProps: { danger: true },
      cancelText: t("action.cancel"),
      onOk: () => discard(files),
    });
  const sentCount = files.filter(({ upload }) => upload).length;
  return (
    <Alert
      type="warning"
      className="unfinished-notice"
      showIcon
      role="status"
      title={t("upload.unfinished.title", { count })}
      description={
        <>
          {sentCount < count && <p>{t("upload.unfinished.explained")}</p>}
          <ScrollRegion label={t("upload.unfinished.list")} className="unfinished-list">
            <ul className="unfinished-uploads">
              {files.map((file) => (
                <UnfinishedLine
                  key={`${file.fingerprint}|${file.path}`}
                  file={file}
                  onGiveUp={() => discard([file])}
                />
              ))}
            </ul>
          </ScrollRegion>
          <p className="unfinished-actions">
            {sentCount > 0 && (
              <Button type="primary" onClick={onSent}>
                {t("upload.unfinished.goOn", { count: sentCount })}
              </Button>
            )}
            <Button onClick={askGiveUpAll}>{t("upload.unfinished.giveUpAll")}</Button>
            <Link to="/my-resources?view=drafts">{t("upload.unfinished.drafts")}</Link>
          </p>
        </>
      }
    />
  );
};
