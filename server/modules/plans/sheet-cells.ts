import type { PlanSheet } from "./reading-schema.ts";

/**
 * What the reading of one request may cost beyond what was sent, since merged cells make much of little: cells filled from
 * them, and characters answered. It is used up as sheets are read.
 */
export interface Allowance {
  cells: number;
  characters: number;
}

/** Far more than any term plan's; no more characters than a request that makes a plan of them has room for. */
export const newAllowance = (): Allowance => ({ cells: 100_000, characters: 1_000_000 });

export interface SheetCells {
  rows: string[][];
  /** Whether a cell has its text from the one with which it is merged. */
  isCopied: (row: number, column: number) => boolean;
  /** Whether merged cells were left as they were: they lie over others, or reach over too much in all. */
  isPartlyFilled: boolean;
}

type Merge = PlanSheet["merges"][number];
const free = 0;
const first = 1;
const copied = 2;

/** The cells of a sheet without white space around them, merged ones filled. */
export const fillMerged = ({ rows: given, merges }: PlanSheet, allowance: Allowance): SheetCells => {
  const rows = given.map((row) => row.map((cell) => cell.trim()));
  const width = Math.max(0, ...rows.map((row) => row.length));
  const taken = merges.length > 0 ? rows.map(() => new Uint8Array(width)) : [];
  const fill = ({ row, column, rows: height, columns }: Merge): boolean => {
    const until = Math.min(column + columns, width);
    const lines = taken.slice(row, row + height);
    const area = lines.length * Math.max(until - column, 0);
    if (area <= 1) return true;
    if (area > allowance.cells) return false;
    allowance.cells -= area;
    if (lines.some((line) => line.subarray(column, until).some((cell) => cell !== free))) return false;
    const text = rows[row]?.[column] ?? "";
    for (const [down, line] of lines.entries()) {
      const cells = rows[row + down] as string[];
      while (cells.length < until) cells.push("");
      cells.fill(text, column, until);
      line.fill(copied, column, until);
    }
    (lines[0] as Uint8Array)[column] = first;
    return true;
  };
  const isPartlyFilled = merges.map(fill).includes(false);
  return { rows, isCopied: (row, column) => taken[row]?.[column] === copied, isPartlyFilled };
};
