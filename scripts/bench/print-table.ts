/** What the figures have to reach, each as the least or the most. */
const targets: Record<string, { least?: number; most?: number }> = {
  "upload.ratio": { least: 0.65 },
  "upload.ratio4": { least: 0.65 },
  "download.ratio": { least: 0.8 },
  "download.ratio4": { least: 0.8 },
  "interference.p99Ms": { most: 25 },
  "list.ratio": { least: 0.5 },
  "search.p99Ms": { most: 40 },
  "upload.memoryGrowthMb": { most: 100 },
};

const judge = (name: string, value: number): string => {
  const { least, most } = targets[name] ?? {};
  if (least !== undefined) return `${value >= least ? "reached" : "MISSED "}  at least ${least}`;
  if (most !== undefined) return `${value <= most ? "reached" : "MISSED "}  at most ${most}`;
  return "";
};

/** The figures for people, each beside what it has to reach. */
export const printTable = (figures: Record<string, number>, machine: Record<string, unknown>): void => {
  console.log(
    `\n${Object.entries(machine)
      .map(([name, value]) => `${name} ${value}`)
      .join(", ")}\n`,
  );
  for (const [name, value] of Object.entries(figures)) {
    console.log(`${name.padEnd(28)}${value.toFixed(2).padStart(12)}  ${judge(name, value)}`.trimEnd());
  }
};
