import { askWorker } from "./ask-worker.ts";

export interface Sheet {
  name: string;
  /** Cells as they are shown, from the first row and column; rows may be of different lengths. */
  rows: string[][];
  /** Cells that are one, by their first and how far they reach. */
  merges: { row: number; column: number; rows: number; columns: number }[];
  /** Whether there is more than what is here. */
  isCut: boolean;
}

export interface Workbook {
  sheets: Sheet[];
  /** The names of sheets of which nothing was read, since there are too many. */
  unread: string[];
  /** The names of those that a person has hidden, and that are not empty. */
  hidden: string[];
}

/** The sheets of an .xlsx file, its hidden ones left out. Throws ApiProblem where it is not to be read. */
export const readWorkbook = (bytes: ArrayBuffer, signal?: AbortSignal): Promise<Workbook> => {
  const worker = new Worker(new URL("./workbook-worker.ts", import.meta.url), { type: "module" });
  return askWorker(worker, { bytes }, signal);
};

/** The same of an .xlsx, .xls or .csv file. */
export const readSpreadsheet = (bytes: ArrayBuffer, signal?: AbortSignal): Promise<Workbook> => {
  const worker = new Worker(new URL("./spreadsheet-worker.ts", import.meta.url), { type: "module" });
  return askWorker(worker, { bytes }, signal);
};
