import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { EmptyNotice } from "../../components/empty-notice.tsx";
import { type FacetName, type SearchState, toggleFilter, withoutFilters } from "./search-state.ts";
import { useHelpfulFilters } from "./use-helpful-filters.ts";

interface EmptyResultsProps {
  state: SearchState;
  labelOf: (name: FacetName, key: string) => string;
  onChange: (state: SearchState) => void;
  /** Only titles were looked at, as they are written. */
  isDegraded: boolean;
}

/** Nothing found: which filter to let go of and what that brings, or how else to ask. */
export const EmptyResults = ({ state, labelOf, onChange, isDegraded }: EmptyResultsProps) => {
  const { t } = useTranslation();
  const filters = useHelpfulFilters(state);
  const isExact = /["“”]|(^|\s)-\S/.test(state.q);
  return (
    <EmptyNotice text={state.q ? t("search.nothingFor", { q: state.q }) : t("search.nothing")}>
      {filters.length > 0 && (
        <div className="empty-actions">
          {filters.map(({ name, key, total }) => (
            <Button
              key={`${name}:${key}`}
              disabled={total === 0}
              onClick={() => onChange(toggleFilter(state, name, key))}
            >
              {total === null
                ? t("search.without", { filter: labelOf(name, key) })
                : t("search.withoutFinds", { filter: labelOf(name, key), count: total })}
            </Button>
          ))}
          {filters.length > 1 && (
            <Button type="primary" onClick={() => onChange(withoutFilters(state))}>
              {t("search.dropAll")}
            </Button>
          )}
        </div>
      )}
      {state.q !== "" && (
        <ul className="hints">
          <li>{t("search.hint.shorter")}</li>
          {isExact && <li>{t("search.hint.exact")}</li>}
          {!isDegraded && <li>{t("search.hint.pinyin")}</li>}
          <li>{t("search.hint.shared")}</li>
        </ul>
      )}
    </EmptyNotice>
  );
};
