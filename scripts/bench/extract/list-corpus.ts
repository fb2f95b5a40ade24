import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";

export interface CorpusFile {
  path: string;
  /** Relative to the corpus. */
  name: string;
  sizeBytes: number;
  /** The extension of its name, in lower case; names lie, so it says what a person would take the file for. */
  format: string;
  /** Whether another tool found text in it, which the corpus's manifest tells; null where that knows nothing of it. */
  hasText: boolean | null;
}

const folders = ["documents", "variants", "hostile"];

/** What other tools read as office documents and PDF, in the present and the former formats. */
export const isOfficeFormat = (format: string): boolean =>
  /^(pdf|docx?|docm|pptx?|pptm|xlsx?|xlsm|xlsb|od[tps]|rtf|epub|wps|et|dps)$/.test(format);

/** Characters that the manifest counts and what it notes of a file, by path. */
function readManifest(corpus: string): Map<string, { characters: number; notes: string }> {
  const path = join(corpus, "MANIFEST.tsv");
  if (!existsSync(path)) return new Map();
  const [, ...rows] = readFileSync(path, "utf8").trim().split("\n");
  return new Map(
    rows.map((row) => {
      const cells = row.split("\t");
      return [cells[0] ?? "", { characters: Number(cells[8]), notes: cells[11] ?? "" }];
    }),
  );
}

/** All files of a corpus with the folders that ours has, or of any other folder. */
export function listCorpus(corpus: string): CorpusFile[] {
  const manifest = readManifest(corpus);
  const known = folders.map((folder) => join(corpus, folder)).filter((folder) => existsSync(folder));
  return (known.length > 0 ? known : [corpus]).flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        const name = relative(corpus, path);
        const said = manifest.get(name);
        return {
          path,
          name,
          sizeBytes: statSync(path).size,
          format: /\.([a-z0-9]{1,8})$/i.exec(entry.name)?.[1]?.toLowerCase() ?? "-",
          // Text that was recognised in pictures is counted there as well.
          hasText: said ? said.characters > 0 && !said.notes.includes("no-text") : null,
        };
      }),
  );
}

/** So many of each format, from the smallest to the largest and evenly between: a look that takes minutes. */
export function sampleFormats(files: CorpusFile[], count: number): CorpusFile[] {
  return [...Map.groupBy(files, ({ format }) => format).values()].flatMap((some) => {
    const bySize = some.toSorted((one, other) => one.sizeBytes - other.sizeBytes);
    const step = (bySize.length - 1) / Math.max(1, count - 1);
    return count >= bySize.length
      ? bySize
      : Array.from({ length: count }, (_, place) => bySize[Math.round(place * step)] as CorpusFile);
  });
}
