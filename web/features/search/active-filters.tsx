import { CloseOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import {
  chosenFilters,
  type FacetName,
  type SearchState,
  toggleFilter,
  withoutFilters,
} from "./search-state.ts";

interface ActiveFiltersProps {
  state: SearchState;
  labelOf: (name: FacetName, key: string) => string;
  onChange: (state: SearchState) => void;
}

export const ActiveFilters = ({ state, labelOf, onChange }: ActiveFiltersProps) => {
  const { t } = useTranslation();
  const chosen = chosenFilters(state);
  if (chosen.length === 0) return null;
  return (
    <ul className="chips" aria-label={t("search.activeFilters")}>
      {chosen.map(({ name, key }) => (
        <li key={`${name}:${key}`}>
          <button
            type="button"
            className="chip"
            aria-label={t("search.dropFilter", { filter: labelOf(name, key) })}
            onClick={() => onChange(toggleFilter(state, name, key))}
          >
            {labelOf(name, key)} <CloseOutlined aria-hidden />
          </button>
        </li>
      ))}
      {chosen.length > 1 && (
        <li>
          <button type="button" className="chip is-quiet" onClick={() => onChange(withoutFilters(state))}>
            {t("search.dropAll")}
          </button>
        </li>
      )}
    </ul>
  );
};
