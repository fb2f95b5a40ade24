import type { Archive } from "./open-archive.ts";

/** Formats of dates and times that have no code in the file (ECMA-376 part 1, 18.8.30, with those of East Asia). */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
const builtInTimes = new Set([18, 19, 20, 21, 32, 33, 45, 46, 47]);
const builtInMoments = new Set([22]);

type Kind = "number" | "date" | "time" | "moment";

function kindOfCode(code: string): Kind {
  const letters = code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, "").split(";")[0] ?? "";
  if (/general/i.test(letters)) return "number";
  const [hasDay, hasTime] = [/[yd]/i.test(letters), /[hs]/i.test(letters)];
  if (hasDay) return hasTime ? "moment" : "date";
  if (hasTime) return "time";
  return /m/i.test(letters) ? "date" : "number";
}

function kindOfBuiltIn(id: number): Kind {
  if (!isBuiltInDate(id)) return "number";
  if (builtInMoments.has(id)) return "moment";
  return builtInTimes.has(id) ? "time" : "date";
}

/** Days before 1970 of the two calendars that a workbook may count in, and milliseconds of a day. */
const daysTo1970 = { from1900: 25_569, from1904: 24_107 };
const dayMs = 86_400_000;

function writeMoment(serial: number, kind: Kind, days: number): string | null {
  const at = new Date(Math.round((serial - days) * dayMs));
  const year = at.getUTCFullYear();
  if (!(serial >= 0 && year < 10_000)) return null;
  const text = at.toISOString();
  if (kind === "date") return text.slice(0, 10);
  return kind === "time" ? text.slice(11, 16) : text.slice(0, 16).replace("T", " ");
}

/** As many digits as a cell shows: sums of decimals end in a tail that nobody wrote. */
const writeNumber = (value: string): string =>
  /^-?\d+$/.test(value) ? value : String(Number(Number(value).toPrecision(11)));

/** Writes a cell's number about as the sheet shows it. */
export type CellWriter = (value: string, style: number) => string;

/** By the styles that the workbook has; dates are stored as numbers, and only their style says so. */
export async function readCellWriter(
  archive: Archive,
  { stylesPart, isFrom1904 }: { stylesPart: string | undefined; isFrom1904: boolean },
): Promise<CellWriter> {
  const codes = new Map<number, Kind>();
  const styles: Kind[] = [];
  let isInCells = false;
  if (stylesPart !== undefined && archive.has(stylesPart))
    await archive.parse(stylesPart, {
      open(name, { numFmtId, formatCode }) {
        const id = Number(numFmtId ?? 0);
        if (name === "cellXfs") isInCells = true;
        else if (name === "numFmt" && formatCode !== undefined) codes.set(id, kindOfCode(formatCode));
        else if (name === "xf" && isInCells) styles.push(codes.get(id) ?? kindOfBuiltIn(id));
      },
      close(name) {
        if (name === "cellXfs") isInCells = false;
      },
    });
  const days = isFrom1904 ? daysTo1970.from1904 : daysTo1970.from1900;
  return (value, style) => {
    const number = Number(value);
    if (value === "" || !Number.isFinite(number)) return value;
    const kind = styles[style] ?? "number";
    return (kind === "number" ? null : writeMoment(number, kind, days)) ?? writeNumber(value);
  };
}
