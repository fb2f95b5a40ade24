import { useTranslation } from "react-i18next";
import { Labelled } from "../../components/labelled.tsx";
import { useDayWords } from "../../components/use-day-words.ts";
import type { Rules } from "./calendar-rules.ts";
import { DayInput } from "./day-input.tsx";
import { addDays, mondayOf, mondaysBetween } from "./days.ts";
import { EditableList } from "./editable-list.tsx";
import { HolidayLists } from "./holiday-lists.tsx";
import { WeekChoice } from "./week-choice.tsx";

interface RulesFormProps {
  rules: Rules;
  /** Of a campus: its group's, which hold where the campus says nothing. */
  group: Rules | null;
  onChange: (change: Partial<Rules>) => void;
}

/** The rules of a term: of a group, or what a campus has otherwise. */
export const RulesForm = ({ rules, group, onChange }: RulesFormProps) => {
  const { t } = useTranslation();
  const words = useDayWords();
  const [firstOn, lastOn] = [rules.firstOn ?? group?.firstOn, rules.lastOn ?? group?.lastOn];
  const weekOptions = (firstOn && lastOn ? mondaysBetween(firstOn, lastOn) : []).map((monday) => ({
    value: monday,
    label: words.span(monday, addDays(monday, 6)),
  }));
  const asGroup = (day: string | null | undefined) =>
    group && day ? t("termCalendar.groupHas", { day: words.day(day) }) : undefined;
  const weekNumbers = Array.from({ length: 30 }, (_, index) => ({
    value: index + 1,
    label: t("termCalendar.week", { number: index + 1 }),
  }));
  return (
    <div className="rules-form">
      <div className="fields-form">
        <Labelled label={t("termCalendar.firstOn")} hint={asGroup(group?.firstOn)}>
          {(id) => (
            <DayInput
              id={id}
              label={t("termCalendar.firstOn")}
              value={rules.firstOn}
              onChange={(day) => onChange({ firstOn: day || null })}
            />
          )}
        </Labelled>
        <Labelled label={t("termCalendar.lastOn")} hint={asGroup(group?.lastOn)}>
          {(id) => (
            <DayInput
              id={id}
              label={t("termCalendar.lastOn")}
              value={rules.lastOn}
              onChange={(day) => onChange({ lastOn: day || null })}
            />
          )}
        </Labelled>
        <WeekChoice
          label={t("termCalendar.joinedWeeks")}
          hint={t("termCalendar.joinedWeeksHint")}
          options={weekOptions}
          value={rules.joinedWeeks?.map(mondayOf) ?? null}
          isOfCampus={group !== null}
          onChange={(joinedWeeks) => onChange({ joinedWeeks })}
        />
        <WeekChoice
          label={t("termCalendar.examWeeks")}
          hint={t("termCalendar.examWeeksHint")}
          options={weekNumbers}
          value={rules.examWeeks}
          isOfCampus={group !== null}
          onChange={(examWeeks) => onChange({ examWeeks })}
        />
      </div>
      <HolidayLists days={rules} onChange={({ holidays, swaps }) => onChange({ holidays, swaps })} />
      <EditableList
        title={t("termCalendar.openDays")}
        items={rules.openDays}
        blank=""
        onChange={(openDays) => onChange({ openDays })}
      >
        {(day, name, change) => <DayInput label={name} value={day} onChange={change} />}
      </EditableList>
    </div>
  );
};
