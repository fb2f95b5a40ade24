import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { ResourceCard } from "../api/types.ts";
import { ResourceByline, ResourceFacts } from "./resource-facts.tsx";
import { SharingTag } from "./sharing-tag.tsx";
import { Thumbnail } from "./thumbnail.tsx";

/** A resource in a list: one link, its facts, its origin. */
export const ResourceLine = ({
  resource,
  showsSharing = false,
}: {
  resource: ResourceCard;
  showsSharing?: boolean;
}) => {
  const { t } = useTranslation();
  const isDraft = resource.status === "draft";
  return (
    <article className="resource-line">
      <Thumbnail address={resource.thumbnail?.address ?? null} mediaType={resource.mainMediaType} />
      <div className="resource-line-text">
        <h3>
          <Link to={isDraft ? `/resources/${resource.id}?draft=true` : `/resources/${resource.id}`}>
            {resource.title}
          </Link>
        </h3>
        <ResourceFacts resource={resource} />
        <ResourceByline resource={resource} />
        <span>
          {showsSharing && !isDraft && <SharingTag sharing={resource.sharing} />}
          {isDraft && <Tag>{t("resource.draft")}</Tag>}
          {!isDraft && resource.hasDraft && <Tag color="warning">{t("resource.hasDraft")}</Tag>}
        </span>
      </div>
    </article>
  );
};
