import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import type { Resource } from "../../api/types.ts";
import { useApi } from "../../api/use-api.ts";
import { DuplicateList } from "../../components/duplicate-list.tsx";

const askAgainMs = 5000;

/** To whoever may edit a resource: which others are the same, or nearly. Nothing while there are none. */
export const DuplicatesNotice = ({ resource }: { resource: Resource }) => {
  const { t } = useTranslation();
  const { data } = useApi(
    "GET /api/resources/{id}/duplicates",
    { params: { id: resource.id }, query: { draft: `${resource.isDraftView}` } },
    {
      enabled: resource.can.edit && resource.files.length > 0,
      askAgain: (told) => told?.comparison === "waiting" && askAgainMs,
    },
  );
  if (!data || data.items.length === 0) return null;
  return (
    <Alert
      type="info"
      showIcon
      title={t("duplicates.title")}
      description={<DuplicateList duplicates={data.items} />}
    />
  );
};
