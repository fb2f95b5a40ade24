import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { unitName, useUnits } from "../../api/units.ts";

interface UnitSelectProps {
  id: string;
  unitIds: string[];
  value: string | null;
  onChange: (unitId: string) => void;
}

/** One of the units whose plans the caller writes. */
export const UnitSelect = ({ id, unitIds, value, onChange }: UnitSelectProps) => {
  const { i18n } = useTranslation();
  const units = (useUnits().data?.items ?? []).filter((unit) => unitIds.includes(unit.id));
  return (
    <Select
      id={id}
      className="full-width"
      value={value}
      onChange={onChange}
      options={units.map((unit) => ({ value: unit.id, label: unitName(unit, i18n.language) }))}
    />
  );
};
