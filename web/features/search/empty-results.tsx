import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { EmptyNotice } from "../../components/empty-notice.tsx";
import {
  chosenFilters,
  type FacetName,
  type SearchState,
  toggleFilter,
  withoutFilters,
} from "./search-state.ts";

interface EmptyResultsProps {
  state: SearchState;
  labelOf: (name: FacetName, key: string) => string;
  onChange: (state: SearchState) => void;
}

/** Nothing found: which filter to let go of, or how else to ask. */
export const EmptyResults = ({ state, labelOf, onChange }: EmptyResultsProps) => {
  const { t } = useTranslation();
  const chosen = chosenFilters(state);
  return (
    <EmptyNotice text={state.q ? t("search.nothingFor", { q: state.q }) : t("search.nothing")}>
      {chosen.length === 0 ? (
        <p className="quiet">{t("search.otherWords")}</p>
      ) : (
        <div className="empty-actions">
          {chosen.map(({ name, key }) => (
            <Button key={`${name}:${key}`} onClick={() => onChange(toggleFilter(state, name, key))}>
              {t("search.without", { filter: labelOf(name, key) })}
            </Button>
          ))}
          {chosen.length > 1 && (
            <Button type="primary" onClick={() => onChange(withoutFilters(state))}>
              {t("search.dropAll")}
            </Button>
          )}
        </div>
      )}
    </EmptyNotice>
  );
};
