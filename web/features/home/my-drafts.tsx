import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useApi } from "../../api/use-api.ts";
import { EmptyNotice } from "../../components/empty-notice.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { ResourceLines } from "../../components/resource-lines.tsx";

export const MyDrafts = () => {
  const { t } = useTranslation();
  const drafts = useApi("GET /api/resources", { query: { view: "drafts", limit: 5 } });
  return (
    <section aria-labelledby="drafts-heading">
      <div className="section-heading">
        <h2 id="drafts-heading">{t("home.drafts")}</h2>
        <Link to="/my-resources?view=drafts">{t("action.showAll")}</Link>
      </div>
      <QueryState query={drafts}>
        {({ items }) =>
          items.length > 0 ? (
            <ResourceLines items={items} />
          ) : (
            <EmptyNotice text={t("home.noDrafts")}>
              <Link to="/upload">{t("home.upload")}</Link>
            </EmptyNotice>
          )
        }
      </QueryState>
    </section>
  );
};
