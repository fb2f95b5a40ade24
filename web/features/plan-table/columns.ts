/** The columns beside the week, in the order in which progress tables have them. */
export const columns = [
  "unit",
  "lesson",
  "content",
  "periods",
  "homework",
  "equipment",
  "notes",
  "links",
] as const;
export type Column = (typeof columns)[number];
