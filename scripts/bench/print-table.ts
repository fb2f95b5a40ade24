/** What figures have to reach, each as the least or the most. */
export type Targets = Record<string, { least?: number; most?: number }>;

const judge = (targets: Targets, name: string, value: number): string => {
  const { least, most } = targets[name] ?? {};
  if (least !== undefined) return `${value >= least ? "reached" : "MISSED "}  at least ${least}`;
  if (most !== undefined) return `${value <= most ? "reached" : "MISSED "}  at most ${most}`;
  return "";
};

/** The names of those that do not reach what they have to. */
export const missedTargets = (targets: Targets, figures: Record<string, number>): string[] =>
  Object.entries(figures).flatMap(([name, value]) =>
    judge(targets, name, value).startsWith("MISSED") ? [name] : [],
  );

/** The figures for people, each beside what it has to reach. */
const printTable = (
  figures: Record<string, number>,
  targets: Targets,
  machine: Record<string, unknown>,
): void => {
  console.log(
    `\n${Object.entries(machine)
      .map(([name, value]) => `${name} ${value}`)
      .join(", ")}\n`,
  );
  for (const [name, value] of Object.entries(figures)) {
    console.log(
      `${name.padEnd(34)}${value.toFixed(2).padStart(12)}  ${judge(targets, name, value)}`.trimEnd(),
    );
  }
};

/** One JSON object as the last line, or a table for people. */
export const printFigures = (
  measured: Record<string, number>,
  options: { isJson: boolean; targets: Targets; machine: Record<string, unknown> },
): void => {
  const figures = Object.fromEntries(
    Object.entries(measured).map(([name, value]) => [name, Math.round(value * 1000) / 1000]),
  );
  const { isJson, targets, machine } = options;
  if (isJson) console.log(JSON.stringify({ figures, machine, at: new Date().toISOString() }));
  else printTable(figures, targets, machine);
};
