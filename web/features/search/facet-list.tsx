import { Button, Checkbox } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

interface FacetListProps {
  heading: string;
  values: { key: string; label: string; count: number }[];
  chosen: string[];
  onToggle: (key: string) => void;
}

const shownAtFirst = 7;

export const FacetList = ({ heading, values, chosen, onToggle }: FacetListProps) => {
  const { t } = useTranslation();
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll
    ? values
    : values.filter(({ key }, index) => index < shownAtFirst || chosen.includes(key));
  const hiddenCount = values.length - shown.length;
  return (
    <fieldset className="facet">
      <legend>{heading}</legend>
      {shown.map(({ key, label, count }) => (
        <Checkbox
          key={key}
          checked={chosen.includes(key)}
          onChange={() => onToggle(key)}
          className="facet-value"
        >
          <span className="facet-label">{label}</span> <span className="facet-count">{count}</span>
        </Checkbox>
      ))}
      {(hiddenCount > 0 || showsAll) && (
        <Button type="link" size="small" onClick={() => setShowsAll(!showsAll)} aria-expanded={showsAll}>
          {showsAll ? t("action.showLess") : t("action.showMore", { count: hiddenCount })}
        </Button>
      )}
    </fieldset>
  );
};
