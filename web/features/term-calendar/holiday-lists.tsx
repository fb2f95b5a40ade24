import { Input } from "antd";
import { useTranslation } from "react-i18next";
import type { HolidayYear } from "../../api/types.ts";
import { DayInput } from "./day-input.tsx";
import { EditableList } from "./editable-list.tsx";

type Days = Pick<HolidayYear, "holidays" | "swaps">;

/** Days off, and days worked by another day's timetable. */
export const HolidayLists = ({ days, onChange }: { days: Days; onChange: (days: Days) => void }) => {
  const { t } = useTranslation();
  return (
    <>
      <EditableList
        title={t("termCalendar.holidays")}
        items={days.holidays}
        blank={{ name: "", from: "", until: "" }}
        onChange={(holidays) => onChange({ ...days, holidays })}
      >
        {(holiday, name, change) => (
          <>
            <Input
              className="holiday-name"
              aria-label={t("termCalendar.nameOf", { name })}
              placeholder={t("termCalendar.holidayName")}
              maxLength={60}
              value={holiday.name}
              onChange={({ target }) => change({ ...holiday, name: target.value })}
            />
            <DayInput
              label={t("termCalendar.fromOf", { name })}
              value={holiday.from}
              onChange={(from) => change({ ...holiday, from, until: holiday.until || from })}
            />
            <span aria-hidden>—</span>
            <DayInput
              label={t("termCalendar.untilOf", { name })}
              value={holiday.until}
              onChange={(until) => change({ ...holiday, until })}
            />
          </>
        )}
      </EditableList>
      <EditableList
        title={t("termCalendar.swaps")}
        items={days.swaps}
        blank={{ on: "", as: "" }}
        onChange={(swaps) => onChange({ ...days, swaps })}
      >
        {(swap, name, change) => (
          <>
            <DayInput
              label={t("termCalendar.onOf", { name })}
              value={swap.on}
              onChange={(on) => change({ ...swap, on })}
            />
            <span>{t("termCalendar.timetableOf")}</span>
            <DayInput
              label={t("termCalendar.asOf", { name })}
              value={swap.as}
              onChange={(as) => change({ ...swap, as })}
            />
          </>
        )}
      </EditableList>
    </>
  );
};
