import { BranchesOutlined, DownloadOutlined, EditOutlined, ShareAltOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { addressOf } from "../../api/client.ts";
import type { Resource } from "../../api/types.ts";
import { AdaptDialog } from "./adapt-dialog.tsx";
import { ArchiveButton } from "./archive-button.tsx";
import { ShareDialog } from "./share-dialog.tsx";

/** What the caller may do, as the server's `can` tells; nothing else is offered. */
export const ResourceActions = ({ resource }: { resource: Resource }) => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [address] = useSearchParams();
  const [dialog, setDialog] = useState<"share" | "adapt" | null>(null);
  const { id, can, status } = resource;
  const version = address.get("version");
  const isPublishable = can.publish && (status === "draft" || resource.hasDraft);
  const isShareable = status === "published" && can.shareWith.length > 0;
  const canDownload = resource.fileCount > 0 && (resource.versionNumber > 0 || version !== null);
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
          href={addressOf("/api/resources/{id}/bundle", { id }, { version })}
          download
        >
          {t("resource.downloadAll")}
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
