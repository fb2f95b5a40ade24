import type { ManifestRow } from "./read-manifest.ts";

/** Files that differ only in folders further up are not told apart. */
const mostParts = 20;

const partsOf = (path: string): string[] =>
  path
    .normalize("NFC")
    .replaceAll("\\", "/")
    .replace(/^(?:\.?\/)+/, "")
    .split("/")
    .slice(-mostParts);

/** Answers with the row that names a file by the longest part of its path, from its end. Pure. */
export const createRowFinder = (
  rows: readonly ManifestRow[],
): ((path: string) => ManifestRow | undefined) => {
  const byFile = new Map(rows.map((row) => [partsOf(row.file).join("/"), row]));
  return (path) => {
    const parts = partsOf(path);
    for (let from = 0; from < parts.length; from += 1) {
      const row = byFile.get(parts.slice(from).join("/"));
      if (row) return row;
    }
    return undefined;
  };
};
