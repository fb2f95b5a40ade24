import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const projectRoot = path.resolve(import.meta.dirname, "../..");

export interface Import {
  /** As written: a package, or a file of the project relative to its root. */
  target: string;
  isPackage: boolean;
  /** Gone once the types are stripped, so that it cannot make a cycle at run time. */
  isTypeOnly: boolean;
}

export interface SourceFile {
  /** Relative to the project, with forward slashes. */
  path: string;
  text: string;
  lineCount: number;
  imports: Import[];
}

const statement = /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^;"']*?from\s*"([^"]+)"/g;
const bare = /(?:^|\n)\s*import\s*"([^"]+)"/g;
const dynamic = /\bimport\(\s*"([^"]+)"/g;

const toImport = (from: string, specifier: string, isTypeOnly: boolean): Import => {
  const isPackage = !specifier.startsWith(".");
  const target = isPackage ? specifier : path.posix.join(path.posix.dirname(from), specifier);
  return { target, isPackage, isTypeOnly };
};

const readSource = (file: string): SourceFile => {
  const text = readFileSync(path.join(projectRoot, file), "utf8");
  const imports = [
    ...[...text.matchAll(statement)].map((match) =>
      toImport(file, match[2] as string, match[1] !== undefined),
    ),
    ...[...text.matchAll(bare), ...text.matchAll(dynamic)].map((match) =>
      toImport(file, match[1] as string, false),
    ),
  ];
  return { path: file, text, lineCount: text.split("\n").length - 1, imports };
};

/** All .ts and .tsx files below these folders; what was built or installed is left out. */
export const readSources = (...folders: string[]): SourceFile[] =>
  folders
    .flatMap((folder) =>
      readdirSync(path.join(projectRoot, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
        .map((entry) =>
          path.relative(projectRoot, path.join(entry.parentPath, entry.name)).replaceAll("\\", "/"),
        ),
    )
    .filter((file) => !/(^|\/)(node_modules|dist)\//.test(file))
    .sort()
    .map(readSource);

/** One cycle among the nodes, as a path that ends where it began, or null. */
export const findCycle = (edges: ReadonlyMap<string, ReadonlySet<string>>): string[] | null => {
  const done = new Set<string>();
  const walk = (node: string, trail: string[]): string[] | null => {
    const seenAt = trail.indexOf(node);
    if (seenAt >= 0) return [...trail.slice(seenAt), node];
    if (done.has(node)) return null;
    for (const next of edges.get(node) ?? []) {
      const found = walk(next, [...trail, node]);
      if (found) return found;
    }
    done.add(node);
    return null;
  };
  for (const node of edges.keys()) {
    const found = walk(node, []);
    if (found) return found;
  }
  return null;
};
