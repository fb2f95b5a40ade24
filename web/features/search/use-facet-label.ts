import { useTranslation } from "react-i18next";
import type { SearchReply } from "../../api/types.ts";
import { unitName, useUnits } from "../../api/units.ts";
import { useLabels } from "../../components/use-labels.ts";
import type { FacetName } from "./search-state.ts";

/** The words of a facet's value: the vocabulary's, a unit's name, or a person's as the reply gives it. */
export const useFacetLabel = (facets: SearchReply["facets"]) => {
  const { t, i18n } = useTranslation();
  const { label } = useLabels();
  const { data: units } = useUnits();
  return (name: FacetName, key: string): string => {
    if (name !== "campus" && name !== "author") return label(name, key);
    const unit = name === "campus" ? units?.items.find(({ id }) => id === key) : undefined;
    if (unit) return unitName(unit, i18n.language);
    return facets[name]?.find((value) => value.key === key)?.label ?? t(`search.unknown.${name}`);
  };
};
