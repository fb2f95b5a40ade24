import { Table, type TableColumnsType, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { ResourceCard } from "../../api/types.ts";
import { ResourceFacts } from "../../components/resource-facts.tsx";
import { SharingTag } from "../../components/sharing-tag.tsx";
import { Thumbnail } from "../../components/thumbnail.tsx";
import { formatDay } from "../../locales/format.ts";

const addressOf = ({ id, status }: ResourceCard) =>
  `/resources/${id}${status === "draft" ? "?draft=true" : ""}`;

export const ResourceTable = ({ items }: { items: ResourceCard[] }) => {
  const { t, i18n } = useTranslation();
  const columns: TableColumnsType<ResourceCard> = [
    {
      title: t("field.title"),
      render: (_, resource) => (
        <div className="table-title">
          <Thumbnail address={resource.thumbnail?.address ?? null} mediaType={resource.mainMediaType} />
          <div>
            <Link to={addressOf(resource)}>{resource.title}</Link>
            <ResourceFacts resource={resource} />
          </div>
        </div>
      ),
    },
    {
      title: t("mine.state"),
      width: 220,
      render: (_, resource) =>
        resource.status === "draft" ? (
          <Tag>{t("resource.draft")}</Tag>
        ) : (
          <>
            <SharingTag sharing={resource.sharing} />
            {resource.hasDraft && <Tag color="warning">{t("resource.hasDraft")}</Tag>}
          </>
        ),
    },
    { title: t("mine.files"), width: 80, align: "end", render: (_, { fileCount }) => fileCount },
    {
      title: t("mine.reused"),
      width: 110,
      align: "end",
      render: (_, { adaptationCount }) => adaptationCount,
    },
    {
      title: t("mine.updated"),
      width: 150,
      render: (_, { updatedAt }) => formatDay(updatedAt, i18n.language),
    },
  ];
  return (
    <Table
      rowKey="id"
      size="middle"
      columns={columns}
      dataSource={items}
      pagination={false}
      scroll={{ x: 720 }}
    />
  );
};
