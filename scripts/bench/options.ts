import { parseArgs } from "node:util";

export const groupNames = ["list", "search", "interference", "download", "upload", "tus", "memory"] as const;
export type GroupName = (typeof groupNames)[number];

export interface BenchOptions {
  /** One JSON object as the last line instead of a table. */
  isJson: boolean;
  groups: GroupName[];
  /** How many resources the library holds. */
  resources: number;
  rounds: number;
  /** Seconds of one round of requests. */
  seconds: number;
  /** Where the server writes a CPU profile when it ends, or null. */
  profileDirectory: string | null;
}

const count = (text: string, name: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} takes a whole number above 0.`);
  return value;
};

const isGroup = (name: string): name is GroupName => (groupNames as readonly string[]).includes(name);

export const readOptions = (): BenchOptions => {
  const { values } = parseArgs({
    options: {
      json: { type: "boolean", default: false },
      only: { type: "string", default: groupNames.join(",") },
      n: { type: "string", default: "20000" },
      rounds: { type: "string", default: "5" },
      seconds: { type: "string", default: "6" },
      profile: { type: "string" },
    },
  });
  const groups = values.only.split(",");
  const unknown = groups.find((name) => !isGroup(name));
  if (unknown !== undefined)
    throw new Error(`--only takes some of ${groupNames.join(", ")}, not ${unknown}.`);
  return {
    isJson: values.json,
    groups: groups.filter(isGroup),
    resources: count(values.n, "n"),
    rounds: count(values.rounds, "rounds"),
    seconds: count(values.seconds, "seconds"),
    profileDirectory: values.profile ?? null,
  };
};
