import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useSavedSearches } from "../../api/saved-searches.ts";
import { EmptyNotice } from "../../components/empty-notice.tsx";
import { PageTitle } from "../../components/page-title.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { SavedSearchRow } from "./saved-search-row.tsx";
import "./saved-searches.css";

export const SavedSearchesPage = () => {
  const { t } = useTranslation();
  const searches = useSavedSearches();
  return (
    <>
      <PageTitle title={t("saved.title")} />
      <h1>{t("saved.title")}</h1>
      <QueryState query={searches}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyNotice text={t("saved.none")}>
              <p className="quiet">{t("saved.explained")}</p>
              <Link to="/search">{t("home.browse")}</Link>
            </EmptyNotice>
          ) : (
            <ul className="saved-searches">
              {items.map((search) => (
                <li key={search.id}>
                  <SavedSearchRow search={search} />
                </li>
              ))}
            </ul>
          )
        }
      </QueryState>
    </>
  );
};
