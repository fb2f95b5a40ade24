/** "2", "2课时", "共4节"; null where it is something else. */
export const readPeriods = (cell: string): number | null => {
  if (cell.length > 40) return null;
  const match = /^(?:共)?(\d{1,2})(?:课时|节|学时)?$/.exec(cell.normalize("NFKC").replace(/\s/g, ""));
  const periods = match ? Number(match[1]) : Number.NaN;
  return periods <= 60 ? periods : null;
};
