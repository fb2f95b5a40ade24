import path from "node:path";
import { Invalid } from "../../server/errors.ts";
import { defaultLimits } from "../extract/extract-result.ts";
import { startReader } from "../start-reader.ts";
import type { SheetRow } from "./read-rows.ts";

const entry = new URL("./sheet-process.ts", import.meta.url);

/**
 * The rows of the first sheet of an .xlsx file, read in a process bounded in time and memory that may write nothing. Throws
 * Invalid where it is no workbook that can be read.
 */
export const readSheet = async (file: string): Promise<SheetRow[]> => {
  const child = startReader(entry, { heapMb: defaultLimits.heapMb, reads: [path.resolve(file)] });
  const timer = setTimeout(() => child.kill("SIGKILL"), defaultLimits.timeMs);
  try {
    const rows = await new Promise<SheetRow[] | null>((resolve) => {
      child.once("message", (rows) => resolve(rows as SheetRow[] | null));
      child.once("exit", () => resolve(null));
      child.once("error", () => resolve(null));
      child.send(path.resolve(file), () => {});
    });
    if (!rows) throw new Invalid("sheet.unreadable", `${file} is no .xlsx workbook that can be read.`);
    return rows;
  } finally {
    clearTimeout(timer);
    child.kill("SIGKILL");
  }
};
