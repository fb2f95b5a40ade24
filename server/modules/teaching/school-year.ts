/** The term that a day falls in: autumn from August to January, spring from February to July. */
export const termOn = (day: string): string => {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  const first = month >= 8 ? year : year - 1;
  return `${first}-${first + 1}-${month >= 8 || month === 1 ? 1 : 2}`;
};

/** "2026-2027" of "2026-2027-1". */
export const yearOf = (term: string): string => term.slice(0, 9);

export const termsOf = (schoolYear: string): string[] => [`${schoolYear}-1`, `${schoolYear}-2`];
