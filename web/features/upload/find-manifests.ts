import { ApiProblem } from "../../api/problem.ts";
import type { ManifestRequest } from "../../api/types.ts";
import { pathOf } from "../../components/dropped-files.ts";
import { readWorkbook } from "../../components/read-workbook.ts";

export type SheetRow = ManifestRequest["rows"][number];

/** A filled list, as it was brought. */
export interface BroughtManifest {
  name: string;
  rows: SheetRow[];
}

/** The headers by which a list is known; whatever its language, the page offers the template with these. */
const headers = ["文件", "标题"];
const mostBytes = 4_000_000;
const mostLookedAt = 20;
/** As the server reads them. */
const mostRows = 2000;
const mostCells = 100;
const mostCellCharacters = 4000;

/** The rows of a workbook's first sheet that say something, or null where it is no list. Throws ApiProblem where it cannot be read. */
export const readManifest = async (file: File): Promise<BroughtManifest | null> => {
  const { sheets } = await readWorkbook(await file.arrayBuffer());
  const rows = (sheets[0]?.rows ?? [])
    .map((cells, index) => ({
      number: index + 1,
      cells: cells.slice(0, mostCells).map((cell) => cell.slice(0, mostCellCharacters)),
    }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  const [head] = rows;
  const isManifest = headers.every((header) => head?.cells.some((cell) => cell.trim() === header));
  if (isManifest && rows.length > mostRows) throw new ApiProblem(0, "manifest.too-long");
  return isManifest ? { name: file.name, rows } : null;
};

/** Workbooks at the top of what was brought: a list is not hidden in a folder below. */
const mayBeManifest = (file: File): boolean =>
  /\.xlsx$/i.test(file.name) &&
  !file.name.startsWith("~$") &&
  file.size <= mostBytes &&
  pathOf(file).split("/").length <= 2;

/** Takes the filled lists out of files that were brought together. */
export const findManifests = async (
  files: File[],
): Promise<{ manifests: BroughtManifest[]; others: File[] }> => {
  const manifests: BroughtManifest[] = [];
  const taken = new Set<File>();
  for (const file of files.filter(mayBeManifest).slice(0, mostLookedAt)) {
    // What cannot be read is a file like any other.
    const manifest = await readManifest(file).catch(() => null);
    if (!manifest) continue;
    manifests.push(manifest);
    taken.add(file);
  }
  return { manifests, others: files.filter((file) => !taken.has(file)) };
};
