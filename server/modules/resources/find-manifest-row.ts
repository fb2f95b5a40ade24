import type { ManifestRow } from "./read-manifest.ts";

const cleanPath = (path: string): string =>
  path
    .normalize("NFC")
    .replaceAll("\\", "/")
    .replace(/^(?:\.?\/)+/, "");

/** Answers with the row that names a file by the longest part of its path, from its end. Pure. */
export const createRowFinder = (
  rows: readonly ManifestRow[],
): ((path: string) => ManifestRow | undefined) => {
  const byFile = new Map(rows.map((row) => [cleanPath(row.file), row]));
  return (path) => {
    const parts = cleanPath(path).split("/");
    for (let from = 0; from < parts.length; from += 1) {
      const row = byFile.get(parts.slice(from).join("/"));
      if (row) return row;
    }
    return undefined;
  };
};
