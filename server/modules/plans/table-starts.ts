/** What the columns of a sheet hold, as SheetField names it; null where nothing is known of one. */
type Fields = readonly (string | null)[];

/** Whether a column says what is taught. */
export const isTaught = (field: string | null): boolean =>
  field === "content" || field === "lesson" || field === "unit";

/** Whether some column says when. */
export const hasTime = (fields: Fields): boolean => fields.includes("weeks") || fields.includes("dates");

/** Columns make a plan's table if they say when, and what is taught. */
export const isTable = (fields: Fields): boolean => hasTime(fields) && fields.some(isTaught);

/**
 * The first columns of the tables that stand beside each other on a sheet: where weeks or dates come again, with a table on
 * either side. The first begins at 0.
 */
export const tableStarts = (fields: Fields): number[] => {
  const starts = [0];
  for (const [column, field] of fields.entries()) {
    if (field !== "weeks" && field !== "dates") continue;
    const before = fields.slice(starts.at(-1), column);
    if (before.includes(field) && isTable(before) && isTable(fields.slice(column))) starts.push(column);
  }
  return starts;
};
