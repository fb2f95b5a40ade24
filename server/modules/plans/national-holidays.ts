import type { HolidayYear } from "./holiday-schema.ts";
import announced from "./national-holidays.json" with { type: "json" };

/**
 * Public holidays and the days worked for them, as the State Council's office published them (国办发明电〔2024〕12号 for 2025,
 * 〔2025〕7号 for 2026). It names the days worked; which day's timetable holds on them is this table's proposal: that of the
 * school days which the holiday takes beyond the statutory ones. 2027 was not announced when this was written: it holds the
 * statutory days (全国年节及纪念日放假办法, 2024), and no days worked.
 */
export const nationalHolidays: Readonly<Record<string, HolidayYear>> = announced;

/** Of a year that nobody has filled in. */
export const unknownYear: HolidayYear = { isAnnounced: false, note: "", holidays: [], swaps: [] };
