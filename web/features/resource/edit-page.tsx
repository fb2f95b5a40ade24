import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { useApi } from "../../api/use-api.ts";
import { ForbiddenNotice } from "../../components/forbidden-notice.tsx";
import { PageTitle } from "../../components/page-title.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { EditForm } from "./edit-form.tsx";
import { OriginLine } from "./origin-line.tsx";
import "./resource.css";

export const EditPage = () => {
  const { t } = useTranslation();
  const { id = "" } = useParams();
  // Where no draft waits, this is the published version; saving makes a draft of it.
  const resource = useApi(
    "GET /api/resources/{id}",
    { params: { id }, query: { draft: "true" } },
    { staleTime: 0 },
  );
  return (
    <QueryState query={resource}>
      {(shown) =>
        shown.can.edit ? (
          <>
            <PageTitle title={t("edit.title", { title: shown.title })} />
            <h1>{t("edit.title", { title: shown.title })}</h1>
            <OriginLine {...shown} />
            <EditForm key={shown.id} resource={shown} />
          </>
        ) : (
          <ForbiddenNotice />
        )
      }
    </QueryState>
  );
};
