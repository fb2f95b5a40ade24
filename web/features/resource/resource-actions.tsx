import { BranchesOutlined, DownloadOutlined, EditOutlined, ShareAltOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { addressOf } from "../../api/client.ts";
import type { Resource, ResourceFile } from "../../api/types.ts";
import { useScanWords } from "../../components/use-scan-words.ts";
import { AdaptDialog } from "./adapt-dialog.tsx";
import { ArchiveButton } from "./archive-button.tsx";
import { ShareDialog } from "./share-dialog.tsx";

/** What the caller may do, as the server's `can` tells; nothing else is offered. */
export const ResourceActions = ({ resource, files }: { resource: Resource; files: ResourceFile[] }) => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [address] = useSearchParams();
  const { id, can, status } = resource;
  const isToAdapt = can.adapt && address.get("adapt") === "true";
  const [dialog, setDialog] = useState<"share" | "adapt" | null>(isToAdapt ? "adapt" : null);
  const scanWords = useScanWords();
  const version = address.get("version");
  const isPublishable = can.publish && (status === "draft" || resource.hasDraft);
  const isShareable = status === "published" && can.shareWith.length > 0;
  const [only, ...others] = files;
  const download =
    only && others.length === 0
      ? addressOf("/api/resources/{id}/files/{fileId}", { id, fileId: only.id })
      : addressOf("/api/resources/{id}/bundle", { id }, { version });
  // A zip is made of a published version; of a draft, each file can be had by itself.
  const isOneFileOrZip = only !== undefined && (others.length === 0 || !resource.isDraftView);
  const canDownload = isOneFileOrZip && files.every((file) => scanWords(file) === null);
  return (
    <div className="resource-actions">
      {isPublishable && (
        <Button type="primary" icon={<ShareAltOutlined aria-hidden />} onClick={() => setDialog("share")}>
          {t("resource.publish")}
        </Button>
      )}
      {canDownload && (
        <Button
          {...(!isPublishable && { type: "primary" as const })}
          icon={<DownloadOutlined aria-hidden />}
          href={download}
          download
        >
          {t(others.length > 0 ? "resource.downloadAll" : "action.download")}
        </Button>
      )}
      {can.adapt && (
        <Button icon={<BranchesOutlined aria-hidden />} onClick={() => setDialog("adapt")}>
          {t("resource.adapt")}
        </Button>
      )}
      {can.edit && (
        <Button icon={<EditOutlined aria-hidden />} onClick={() => void navigate(`/resources/${id}/edit`)}>
          {t("resource.edit")}
        </Button>
      )}
      {isShareable && !isPublishable && (
        <Button icon={<ShareAltOutlined aria-hidden />} onClick={() => setDialog("share")}>
          {t("resource.share")}
        </Button>
      )}
      {can.archive && <ArchiveButton resource={resource} />}
      {dialog === "share" && (
        <ShareDialog resource={resource} isPublishing={isPublishable} onClose={() => setDialog(null)} />
      )}
      {dialog === "adapt" && <AdaptDialog resource={resource} onClose={() => setDialog(null)} />}
    </div>
  );
};
