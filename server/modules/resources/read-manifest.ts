import { visibleLine, visibleText } from "../../visible-text.ts";
import type { GuessTerm } from "../vocabulary/index.ts";
import { type ManifestColumn, type ManifestField, manifestColumns } from "./manifest-columns.ts";
import type { ManifestFields, ManifestProblem } from "./manifest-schema.ts";

export interface ManifestRow {
  /** As a spreadsheet program numbers it. */
  number: number;
  file: string;
  fields: ManifestFields;
}

export interface Manifest {
  rows: ManifestRow[];
  /** What could not be understood, row by row. */
  problems: ManifestProblem[];
}

interface SheetRow {
  number: number;
  cells: readonly string[];
}

/** More than any cell of a sound list says. */
const mostWords = 20;

const listOf = (cell: string): string[] =>
  cell
    .split(/[,，、;；\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .slice(0, mostWords);

const folded = (word: string): string => word.normalize("NFKC").replace(/\s+/g, "").toLowerCase();

type TermFinder = (scheme: string, word: string) => GuessTerm | undefined;

/** Finds by name or key, and where those are nobody's by another word for it. */
const createTermFinder = (terms: readonly GuessTerm[]): TermFinder => {
  const byScheme = new Map<string, Map<string, GuessTerm>>();
  const add = (term: GuessTerm, word: string): void => {
    const byWord = byScheme.get(term.scheme) ?? new Map<string, GuessTerm>();
    byScheme.set(term.scheme, byWord);
    if (!byWord.has(word)) byWord.set(word, term);
  };
  for (const term of terms) {
    add(term, folded(term.zh));
    add(term, term.key);
  }
  for (const term of terms)
    for (const word of [term.key, ...(term.attributes?.aliases ?? [])]) add(term, folded(word));
  return (scheme, word) => byScheme.get(scheme)?.get(folded(word));
};

/** 2026-2027-1, 2026—2027学年上学期, 2026-2027 第二学期 */
const schoolTermOf = (cell: string): string | null => {
  const match = /(20\d{2})\D{1,3}(20\d{2})\D{0,12}?([12]|上|下|第一|第二)/.exec(cell.normalize("NFKC"));
  if (!match || Number(match[2]) !== Number(match[1]) + 1) return null;
  return `${match[1]}-${match[2]}-${/[2下二]/.test(match[3] as string) ? 2 : 1}`;
};

type Understood = { value: unknown } | Pick<ManifestProblem, "code" | "words">;

const understand = (column: ManifestColumn, cell: string, findTerm: TermFinder): Understood => {
  if ("scheme" in column) {
    const words = column.field === "grades" ? listOf(cell) : [cell];
    const found = words.map((word) => findTerm(column.scheme, word));
    const unknown = words.filter((_, index) => !found[index]);
    if (unknown.length > 0) return { code: "unknown-words", words: unknown.join("、") };
    const keys = [...new Set(found.flatMap((term) => term?.key ?? []))];
    return { value: column.field === "grades" ? keys : keys[0] };
  }
  if (column.field === "keywords") return { value: listOf(cell).map((word) => word.slice(0, 40)) };
  if (column.field !== "term") return { value: cell.slice(0, column.field === "title" ? 200 : 2000) };
  const term = schoolTermOf(cell);
  return term ? { value: term } : { code: "unclear-term", words: cell };
};

/** A filled list as rows, by the headers of its first row in any order. Pure. */
export const readManifest = (sheet: readonly SheetRow[], terms: readonly GuessTerm[]): Manifest => {
  const [head, ...body] = sheet;
  const columnOf = new Map<number, ManifestColumn>();
  head?.cells.forEach((cell, index) => {
    const column = manifestColumns.find(({ header }) => header === cell.trim());
    if (column) columnOf.set(index, column);
  });
  const fields = new Set<ManifestField>([...columnOf.values()].map(({ field }) => field));
  if (!fields.has("file"))
    return {
      rows: [],
      problems: [{ number: head?.number ?? 1, code: "no-file-column", field: "file", words: "" }],
    };
  const findTerm = createTermFinder(terms);
  const manifest: Manifest = { rows: [], problems: [] };
  for (const { number, cells } of body) {
    const row: Record<string, unknown> = {};
    let file = "";
    cells.forEach((cell, index) => {
      const column = columnOf.get(index);
      if (!column || cell.trim() === "") return;
      if (column.field === "file") {
        file = cell.trim();
        return;
      }
      const words =
        column.field === "summary" || column.field === "keywords" ? visibleText(cell) : visibleLine(cell);
      if (words === "") return;
      const understood = understand(column, words, findTerm);
      if ("value" in understood) row[column.field] = understood.value;
      else manifest.problems.push({ number, field: column.field, ...understood });
    });
    if (file === "") manifest.problems.push({ number, code: "no-file", field: "file", words: "" });
    else manifest.rows.push({ number, file, fields: row as ManifestFields });
  }
  return manifest;
};
