import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { unitName, useUnits } from "../../api/units.ts";
import { useLabels } from "../../components/use-labels.ts";
import { type FilterName, filterNames, type PlanList } from "./list-address.ts";

interface PlanFiltersProps {
  filters: PlanList["filters"];
  onChange: (filters: PlanList["filters"]) => void;
}

/** Several values of each are welcome; none is all. */
export const PlanFilters = ({ filters, onChange }: PlanFiltersProps) => {
  const { t, i18n } = useTranslation();
  const { options } = useLabels();
  const units = (useUnits().data?.items ?? []).filter(({ kind }) => kind === "group" || kind === "campus");
  const optionsOf = (name: FilterName) =>
    name === "unit"
      ? units.map((unit) => ({ value: unit.id, label: unitName(unit, i18n.language) }))
      : options(name);
  return (
    <div className="plan-filters">
      {filterNames.map((name) => (
        <Select
          key={name}
          className="full-width"
          mode="multiple"
          maxTagCount="responsive"
          allowClear
          aria-label={t(`plans.field.${name}`)}
          placeholder={t(`plans.field.${name}`)}
          showSearch={{ optionFilterProp: "label" }}
          value={filters[name]}
          options={optionsOf(name)}
          onChange={(values: string[]) => onChange({ ...filters, [name]: values })}
        />
      ))}
    </div>
  );
};
