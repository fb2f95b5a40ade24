import { Alert, Skeleton } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams, useSearchParams } from "react-router";
import type { Resource } from "../../api/types.ts";
import { useApi } from "../../api/use-api.ts";
import { PageTitle } from "../../components/page-title.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { DraftNotice } from "./draft-notice.tsx";
import { DuplicatesNotice } from "./duplicates-notice.tsx";
import { FactSheet } from "./fact-sheet.tsx";
import { Files } from "./files.tsx";
import { LineagePanel } from "./lineage-panel.tsx";
import { ResourceCollections } from "./resource-collections.tsx";
import { ResourceHead } from "./resource-head.tsx";
import type { ShownContent } from "./shown-content.ts";
import { SimilarResources } from "./similar-resources.tsx";
import { useResource } from "./use-resource.ts";
import { VersionList } from "./version-list.tsx";
import { VersionNotice } from "./version-notice.tsx";
import "./resource.css";

export const ResourcePage = () => {
  const { id = "" } = useParams();
  const [address] = useSearchParams();
  const resource = useResource(id, address.get("draft") === "true");
  const number = Number(address.get("version"));
  return (
    <QueryState query={resource} waiting={<Skeleton active paragraph={{ rows: 8 }} />}>
      {(shown) =>
        number > 0 ? (
          <OldVersion resource={shown} number={number} />
        ) : (
          <ResourceBody resource={shown} content={shown} />
        )
      }
    </QueryState>
  );
};

const OldVersion = ({ resource, number }: { resource: Resource; number: number }) => {
  const version = useApi("GET /api/resources/{id}/versions/{number}", {
    params: { id: resource.id, number },
  });
  return (
    <QueryState query={version}>
      {(shown) => (
        <ResourceBody
          resource={resource}
          content={shown}
          notice={<VersionNotice resource={resource} version={shown} />}
        />
      )}
    </QueryState>
  );
};

interface ResourceBodyProps {
  resource: Resource;
  content: ShownContent;
  notice?: ReactNode;
}

const ResourceBody = ({ resource, content, notice }: ResourceBodyProps) => {
  const { t } = useTranslation();
  return (
    <article className="resource">
      <PageTitle title={content.title} />
      <ResourceHead resource={resource} content={content} />
      {resource.status === "archived" && <Alert type="warning" showIcon title={t("resource.isArchived")} />}
      {notice ?? (
        <>
          <DraftNotice resource={resource} />
          <DuplicatesNotice resource={resource} />
        </>
      )}
      <div className="resource-columns">
        <div className="resource-main">
          {content.summary && <p className="resource-summary">{content.summary}</p>}
          {content.files.length > 0 ? (
            <Files
              resourceId={resource.id}
              files={content.files}
              isDraft={content === resource && (resource.status === "draft" || resource.isDraftView)}
            />
          ) : (
            <p className="quiet">
              {t("resource.noFiles")}{" "}
              {resource.can.edit && (
                <Link to={`/resources/${resource.id}/edit`}>{t("resource.addFiles")}</Link>
              )}
            </p>
          )}
        </div>
        <aside className="resource-side" aria-label={t("resource.about")}>
          <FactSheet resource={resource} content={content} />
          <LineagePanel resource={resource} />
          <ResourceCollections resource={resource} />
          {resource.versionNumber > 0 && <VersionList resource={resource} />}
        </aside>
      </div>
      {resource.status === "published" && <SimilarResources id={resource.id} />}
    </article>
  );
};
