import { useTranslation } from "react-i18next";
import type { FacetValue, SearchReply } from "../../api/types.ts";
import { FacetList } from "./facet-list.tsx";
import { type FacetName, facetNames, type SearchState, toggleFilter } from "./search-state.ts";

interface FacetPanelProps {
  state: SearchState;
  facets: SearchReply["facets"];
  labelOf: (name: FacetName, key: string) => string;
  onChange: (state: SearchState) => void;
}

// These have an order of their own, which a teacher expects before that of the counts.
const orderedByKey: FacetName[] = ["grade", "volume"];

/** A chosen value stays in its list even where the other filters leave it no hits. */
const valuesOf = (name: FacetName, found: FacetValue[], chosen: string[]): FacetValue[] => {
  const missing = chosen.filter((key) => !found.some((value) => value.key === key));
  const all = [...found, ...missing.map((key) => ({ key, label: null, count: 0 }))];
  return orderedByKey.includes(name) ? all.sort((a, b) => a.key.localeCompare(b.key)) : all;
};

export const FacetPanel = ({ state, facets, labelOf, onChange }: FacetPanelProps) => {
  const { t } = useTranslation();
  return (
    <>
      {facetNames.map((name) => {
        const values = valuesOf(name, facets[name] ?? [], state.filters[name]);
        if (values.length === 0) return null;
        return (
          <FacetList
            key={name}
            heading={t(`field.${name}`)}
            values={values.map(({ key, count }) => ({ key, count, label: labelOf(name, key) }))}
            chosen={state.filters[name]}
            onToggle={(key) => onChange(toggleFilter(state, name, key))}
          />
        );
      })}
    </>
  );
};
