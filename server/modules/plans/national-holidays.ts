import type { HolidayYear } from "./holiday-schema.ts";

/**
 * Public holidays and the days worked for them, as the State Council's office published them (国办发明电〔2024〕12号 for 2025,
 * 〔2025〕7号 for 2026). It names the days worked; which day's timetable holds on them is this table's proposal: that of the
 * school days which the holiday takes beyond the statutory ones. 2027 was not announced when this was written: it holds the
 * statutory days (全国年节及纪念日放假办法, 2024), and no days worked.
 */
export const nationalHolidays: Readonly<Record<string, HolidayYear>> = {
  "2025": {
    isAnnounced: true,
    note: "国办发明电〔2024〕12号",
    holidays: [
      { name: "元旦", from: "2025-01-01", until: "2025-01-01" },
      { name: "春节", from: "2025-01-28", until: "2025-02-04" },
      { name: "清明节", from: "2025-04-04", until: "2025-04-06" },
      { name: "劳动节", from: "2025-05-01", until: "2025-05-05" },
      { name: "端午节", from: "2025-05-31", until: "2025-06-02" },
      { name: "国庆节、中秋节", from: "2025-10-01", until: "2025-10-08" },
    ],
    swaps: [
      { on: "2025-01-26", as: "2025-02-03" },
      { on: "2025-02-08", as: "2025-02-04" },
      { on: "2025-04-27", as: "2025-05-05" },
      { on: "2025-09-28", as: "2025-10-07" },
      { on: "2025-10-11", as: "2025-10-08" },
    ],
  },
  "2026": {
    isAnnounced: true,
    note: "国办发明电〔2025〕7号",
    holidays: [
      { name: "元旦", from: "2026-01-01", until: "2026-01-03" },
      { name: "春节", from: "2026-02-15", until: "2026-02-23" },
      { name: "清明节", from: "2026-04-04", until: "2026-04-06" },
      { name: "劳动节", from: "2026-05-01", until: "2026-05-05" },
      { name: "端午节", from: "2026-06-19", until: "2026-06-21" },
      { name: "中秋节", from: "2026-09-25", until: "2026-09-27" },
      { name: "国庆节", from: "2026-10-01", until: "2026-10-07" },
    ],
    swaps: [
      { on: "2026-01-04", as: "2026-01-02" },
      { on: "2026-02-14", as: "2026-02-20" },
      { on: "2026-02-28", as: "2026-02-23" },
      { on: "2026-05-09", as: "2026-05-05" },
      { on: "2026-09-20", as: "2026-10-06" },
      { on: "2026-10-10", as: "2026-10-07" },
    ],
  },
  "2027": {
    isAnnounced: false,
    note: "2027 年放假安排在编写时尚未公布：这里只有法定放假日，没有调休。公布后请在此更正。",
    holidays: [
      { name: "元旦", from: "2027-01-01", until: "2027-01-01" },
      { name: "春节", from: "2027-02-05", until: "2027-02-08" },
      { name: "清明节", from: "2027-04-05", until: "2027-04-05" },
      { name: "劳动节", from: "2027-05-01", until: "2027-05-02" },
      { name: "端午节", from: "2027-06-09", until: "2027-06-09" },
      { name: "中秋节", from: "2027-09-15", until: "2027-09-15" },
      { name: "国庆节", from: "2027-10-01", until: "2027-10-03" },
    ],
    swaps: [],
  },
};

/** Of a year that nobody has filled in. */
export const unknownYear: HolidayYear = { isAnnounced: false, note: "", holidays: [], swaps: [] };
