const dayMs = 86_400_000;
const instantOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);

export const addDays = (day: string, count: number): string =>
  new Date(instantOf(day) + count * dayMs).toISOString().slice(0, 10);

/** 0 is Monday. */
export const weekdayOf = (day: string): number => (new Date(instantOf(day)).getUTCDay() + 6) % 7;

export const mondayOf = (day: string): string => addDays(day, -weekdayOf(day));

/** The first days of the calendar weeks that hold these two days and those between. */
export const mondaysBetween = (from: string, until: string): string[] => {
  const mondays: string[] = [];
  // A year and a half at most: whoever types a date passes through years that nobody means.
  for (let day = mondayOf(from); day <= until && mondays.length < 80; day = addDays(day, 7))
    mondays.push(day);
  return mondays;
};
