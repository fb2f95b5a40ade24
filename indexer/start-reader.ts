import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import { realpathSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type Sight, shutIn } from "./shut-in.ts";

export type ReaderProcess = ChildProcess;

/** Whether a process ended because what comes before it in `startReader` could not start it: it says nothing of a file. */
export const neverStarted = (code: number | null): boolean => code === 126 || code === 127;

export interface ReaderOptions extends Sight {
  heapMb: number;
  /** For its `process.argv`. */
  args?: readonly unknown[];
  /** Of Node, beside those that every reader has. */
  nodeOptions?: readonly string[];
  environment?: Record<string, string>;
  /** Left out, Node's channel and nothing else. */
  stdio?: StdioOptions;
}

/** Our own code, of which neither the settings nor the data that may lie beside it are a part. */
const code = ["indexer", "server", "node_modules", "package.json"].map((name) =>
  fileURLToPath(new URL(`../${name}`, import.meta.url)),
);

const withRealPaths = (places: readonly string[]): string[] => [
  ...new Set(places.flatMap((place) => [place, realpathSync(place)])),
];

const allow = (what: "read" | "write", places: readonly string[]): string[] =>
  withRealPaths(places).flatMap((place) =>
    [place, path.join(place, "*")].map((pattern) => `--allow-fs-${what}=${pattern}`),
  );

/**
 * Starts a module of ours that opens what strangers uploaded, as a process of its own. It gets nothing of our environment,
 * and with it no secrets; it reads our code and what it is to read, and nothing else of ours; it neither writes, starts programs nor
 * loads native code unless that is allowed; and where the system lets us, it has no network, and to native code too no other file is there.
 */
export const startReader = (entry: URL, options: ReaderOptions): ReaderProcess => {
  const { heapMb, args = [], nodeOptions = [], environment = {}, reads = [], writes = [] } = options;
  const file = fileURLToPath(entry);
  const own = withRealPaths([...code, path.dirname(file)]);
  const before = shutIn({ reads: [...own, process.execPath, ...reads], writes });
  const [program = process.execPath, ...following] = [...before, process.execPath];
  const permissions = [
    "--permission",
    "--allow-worker",
    ...allow("read", [...own, ...reads, ...writes]),
    ...allow("write", writes),
  ];
  return spawn(
    program,
    [
      ...following,
      `--max-old-space-size=${heapMb}`,
      ...permissions,
      ...nodeOptions,
      file,
      ...args.map(String),
    ],
    {
      env: environment,
      serialization: "advanced",
      stdio: options.stdio ?? ["ignore", "ignore", "ignore", "ipc"],
    },
  );
};
