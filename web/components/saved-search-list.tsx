import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useSavedSearches } from "../api/saved-searches.ts";
import { SavedSearchLine } from "./saved-search-line.tsx";

const most = 6;

/** What is saved, that with news first. Nothing while there is none, or nobody knows: a page is whole without it. */
export const SavedSearchList = () => {
  const { t } = useTranslation();
  const { data } = useSavedSearches();
  if (!data || data.items.length === 0) return null;
  const byNews = [...data.items].sort((a, b) => (b.newCount ?? 0) - (a.newCount ?? 0));
  return (
    <section aria-labelledby="saved-heading" className="saved-search-list">
      <div className="section-heading">
        <h2 id="saved-heading">{t("saved.title")}</h2>
        <Link to="/saved-searches">{t("action.showAll")}</Link>
      </div>
      <ul>
        {byNews.slice(0, most).map((search) => (
          <li key={search.id}>
            <SavedSearchLine search={search} />
          </li>
        ))}
      </ul>
    </section>
  );
};
