import { useMutation } from "@tanstack/react-query";
import { Alert, App, Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { call } from "../../api/client.ts";
import type { Resource, Version } from "../../api/types.ts";
import { useRefreshResources } from "../../api/use-api.ts";
import { useProblemText } from "../../components/use-problem-text.ts";
import { formatInstant } from "../../locales/format.ts";

/** Over an older version that is being read: which it is, the way back, and restoring it. */
export const VersionNotice = ({ resource, version }: { resource: Resource; version: Version }) => {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const problemText = useProblemText();
  const refresh = useRefreshResources();
  const { id, revision } = resource;
  const restore = useMutation({
    mutationFn: () =>
      call(
        "POST /api/resources/{id}/versions/{number}/restore",
        { params: { id, number: version.number } },
        { revision },
      ),
    onSuccess: async () => {
      await refresh();
      void message.success(t("version.restored", { number: version.number }));
      void navigate(`/resources/${id}`);
    },
    onError: (error) => void message.error(problemText(error)),
  });
  return (
    <Alert
      type="info"
      showIcon
      title={t(version.isCurrent ? "version.isCurrent" : "version.isOld", {
        number: version.number,
        at: formatInstant(version.publishedAt, i18n.language),
        by: version.editedBy.name,
      })}
      action={
        <span className="notice-actions">
          <Link to={`/resources/${id}`}>{t("version.toCurrent")}</Link>
          {resource.can.edit && !version.isCurrent && (
            <Button size="small" loading={restore.isPending} onClick={() => restore.mutate()}>
              {t("version.restore")}
            </Button>
          )}
        </span>
      }
    />
  );
};
