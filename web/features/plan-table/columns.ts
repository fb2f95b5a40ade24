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

/** The columns that are typed into in place, with the most characters that the server takes. */
export const mostCharacters = {
  unit: 200,
  lesson: 200,
  content: 2000,
  periods: 5,
  homework: 1000,
  equipment: 1000,
  notes: 2000,
} as const;
export type TypedColumn = keyof typeof mostCharacters;
export const isTyped = (column: string): column is TypedColumn => Object.hasOwn(mostCharacters, column);

/** Where the keyboard goes in a row; the last is its menu. */
export const stops = [...columns, "menu"] as const;
export type Stop = (typeof stops)[number];
