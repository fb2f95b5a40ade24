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
  /** Library sizes of the curve, or null. */
  curve: number[] | null;
  /** Up to which library size the curve is also measured through HTTP. */
  curveHttp: number;
  /** Measures other engines with the same questions, on so many resources; or null. */
  peers: number | null;
  hasFreshness: boolean;
  /** Where the server writes a CPU profile when it ends, or null. */
  profileDirectory: string | null;
}

const count = (text: string, name: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} takes a whole number above 0.`);
  return value;
};

/** An option that may stand alone or have a value, which `parseArgs` does not know. */
const withDefault = (given: readonly string[], name: string, otherwise: string): string[] =>
  given.flatMap((argument, index) => {
    const next = given[index + 1];
    return argument === `--${name}` && (next === undefined || next.startsWith("--"))
      ? [argument, otherwise]
      : [argument];
  });

export const readOptions = (given: readonly string[] = process.argv.slice(2)): SearchBenchOptions => {
  const { values } = parseArgs({
    args: withDefault(withDefault(given, "curve", "1000,10000,100000,1000000"), "peers", "10000"),
    options: {
      json: { type: "boolean", default: false },
      engine: { type: "string", default: "embedded" },
      n: { type: "string", default: "100000" },
      questions: { type: "string", default: "2400" },
      rounds: { type: "string", default: "3" },
      connections: { type: "string", default: "8" },
      curve: { type: "string" },
      "curve-http": { type: "string", default: "100000" },
      peers: { type: "string" },
      freshness: { type: "boolean", default: false },
      profile: { type: "string" },
    },
  });
  const { engine } = values;
  if (engine !== "embedded" && engine !== "meilisearch")
    throw new Error(`--engine takes embedded or meilisearch, not ${engine}.`);
  return {
    isJson: values.json,
    engine,
    resources: count(values.n, "n"),
    questions: count(values.questions, "questions"),
    rounds: count(values.rounds, "rounds"),
    connections: count(values.connections, "connections"),
    curve: values.curve === undefined ? null : values.curve.split(",").map((size) => count(size, "curve")),
    curveHttp: count(values["curve-http"], "curve-http"),
    peers: values.peers === undefined ? null : count(values.peers, "peers"),
    hasFreshness: values.freshness,
    profileDirectory: values.profile ?? null,
  };
};
