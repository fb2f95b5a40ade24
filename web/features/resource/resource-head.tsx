import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { Resource } from "../../api/types.ts";
import { ResourceByline } from "../../components/resource-facts.tsx";
import { SharingTag } from "../../components/sharing-tag.tsx";
import { ResourceActions } from "./resource-actions.tsx";
import type { ShownContent } from "./shown-content.ts";

export const ResourceHead = ({ resource, content }: { resource: Resource; content: ShownContent }) => {
  const { t } = useTranslation();
  return (
    <header className="resource-head">
      <div className="resource-head-text">
        <h1>{content.title}</h1>
        <p className="resource-head-line">
          {resource.status === "draft" ? (
            <Tag>{t("resource.draft")}</Tag>
          ) : (
            <SharingTag sharing={resource.sharing} />
          )}
          {resource.isDraftView && resource.status !== "draft" && (
            <Tag color="warning">{t("resource.draftView")}</Tag>
          )}
          <ResourceByline resource={resource} />
        </p>
      </div>
      <ResourceActions resource={resource} files={content.files} />
    </header>
  );
};
