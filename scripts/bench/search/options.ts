import { parseArgs } from "node:util";

export interface SearchBenchOptions {
  /** One JSON object as the last line instead of a table. */
  isJson: boolean;
  engine: "embedded" | "meilisearch";
  /** How many resources the library holds, ten passages each. */
  resources: number;
  /** Questions of one round, none of which is asked twice. */
  questions: number;
  rounds: number;
  connections: number;
  /** Other sizes of the index, for how cost grows. */
  curve: number[];
  hasFreshness: boolean;
  /** Asks other engines the same questions, over so many resources; or null. */
  peers: number | null;
  /** Where the server writes a CPU profile when it ends, or null. */
  profileDirectory: string | null;
  /** Where the library and its index are kept, and taken from when they are there, or null. */
  keepDirectory: string | null;
}

const count = (text: string, name: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} takes a whole number above 0.`);
  return value;
};

/** An option that may stand alone or have a value, which `parseArgs` does not know. */
const withValue = (given: readonly string[], name: string, otherwise: string): string[] =>
  given.flatMap((argument, index) => {
    const next = given[index + 1];
    const isAlone = argument === `--${name}` && (next === undefined || next.startsWith("--"));
    return isAlone ? [argument, otherwise] : [argument];
  });

/**
 * `--n --engine --questions --rounds --connections --json --profile`; `--curve [sizes]` for other sizes of the index than the two
 * small ones (`--curve none`: no curve), `--peers [resources]` for other engines, `--no-freshness` to leave that out. `--keep <folder>` keeps the library and its index there
 * for the next run, which only asks: without the curve and freshness, which would change them.
 */
export const readOptions = (given: readonly string[] = process.argv.slice(2)): SearchBenchOptions => {
  const { values } = parseArgs({
    args: withValue(withValue(given, "curve", "1000,10000,100000,1000000"), "peers", "10000"),
    allowNegative: true,
    options: {
      json: { type: "boolean", default: false },
      engine: { type: "string", default: "embedded" },
      n: { type: "string", default: "100000" },
      questions: { type: "string", default: "2400" },
      rounds: { type: "string", default: "3" },
      connections: { type: "string", default: "8" },
      curve: { type: "string", default: "1000,10000" },
      freshness: { type: "boolean", default: true },
      peers: { type: "string" },
      profile: { type: "string" },
      keep: { type: "string" },
    },
  });
  const { engine } = values;
  const isKept = values.keep !== undefined;
  const curve = isKept ? "none" : values.curve;
  if (engine !== "embedded" && engine !== "meilisearch")
    throw new Error(`--engine takes embedded or meilisearch, not ${engine}.`);
  return {
    isJson: values.json,
    engine,
    resources: count(values.n, "n"),
    questions: count(values.questions, "questions"),
    rounds: count(values.rounds, "rounds"),
    connections: count(values.connections, "connections"),
    curve: curve === "none" ? [] : curve.split(",").map((size) => count(size, "curve")),
    hasFreshness: values.freshness && !isKept,
    peers: values.peers === undefined ? null : count(values.peers, "peers"),
    profileDirectory: values.profile ?? null,
    keepDirectory: values.keep ?? null,
  };
};
