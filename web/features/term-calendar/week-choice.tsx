import { Checkbox, Select } from "antd";
import { useTranslation } from "react-i18next";
import { Labelled } from "../../components/labelled.tsx";

interface WeekChoiceProps<Week extends string | number> {
  label: string;
  hint: string;
  options: { value: Week; label: string }[];
  /** Null: as the group has it. */
  value: Week[] | null;
  isOfCampus: boolean;
  onChange: (weeks: Week[] | null) => void;
}

/** Some weeks of the term; a campus may leave them to its group. */
export const WeekChoice = <Week extends string | number>(props: WeekChoiceProps<Week>) => {
  const { t } = useTranslation();
  const { label, hint, options, value, isOfCampus, onChange } = props;
  return (
    <Labelled label={label} hint={hint}>
      {(id) => (
        <>
          {isOfCampus && (
            <Checkbox
              checked={value === null}
              onChange={({ target }) => onChange(target.checked ? null : [])}
            >
              {t("termCalendar.asGroup")}
            </Checkbox>
          )}
          {(value !== null || !isOfCampus) && (
            <Select
              id={id}
              className="full-width"
              mode="multiple"
              value={value ?? []}
              options={options}
              onChange={(weeks: Week[]) => onChange(weeks)}
            />
          )}
        </>
      )}
    </Labelled>
  );
};
