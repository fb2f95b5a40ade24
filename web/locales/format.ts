const units = ["B", "KB", "MB", "GB", "TB"];

export const formatBytes = (bytes: number, language: string): string => {
  const step = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1);
  const value = bytes / 1024 ** step;
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: value < 10 && step > 0 ? 1 : 0 }).format(value)} ${units[step]}`;
};

/** "3:07", or "1:03:07" from an hour on. */
export const formatDuration = (ms: number): string => {
  const seconds = Math.round(ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const rest = String(seconds % 60).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
};

const formats = new Map<string, Intl.DateTimeFormat>();

/** The same one for the same options: to make one takes some hundred times as long as to use it. */
export const dateFormat = (language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${language} ${JSON.stringify(options)}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(language, options);
  formats.set(key, format);
  return format;
};

export const formatDay = (instant: string, language: string): string =>
  dateFormat(language, { dateStyle: "medium" }).format(new Date(instant));

export const formatInstant = (instant: string, language: string): string =>
  dateFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(new Date(instant));

/** "2026-2027-1" in its parts, for the locale files to word. */
export const termParts = (term: string): { from: string; until: string; half: "1" | "2" } | null => {
  const match = /^(\d{4})-(\d{4})-([12])$/.exec(term);
  return match ? { from: match[1] ?? "", until: match[2] ?? "", half: match[3] as "1" | "2" } : null;
};

/** The school term that a day falls in: autumn from August to January, spring from February to July. */
export const termOn = (day: Date): string => {
  const month = day.getMonth() + 1;
  const startYear = month >= 8 ? day.getFullYear() : day.getFullYear() - 1;
  return `${startYear}-${startYear + 1}-${month >= 8 || month === 1 ? 1 : 2}`;
};
