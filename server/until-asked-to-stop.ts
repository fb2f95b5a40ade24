/**
 * Resolves when the process is asked to end: SIGTERM, SIGINT, or its parent gone (the start command was killed). A second
 * signal exits at once.
 */
export const untilAskedToStop = (): Promise<string> =>
  new Promise((resolve) => {
    let asked = false;
    const ask = (reason: string) => {
      if (asked) process.exit(1);
      asked = true;
      resolve(reason);
    };
    process.on("SIGTERM", () => ask("SIGTERM"));
    process.on("SIGINT", () => ask("SIGINT"));
    process.on("disconnect", () => !asked && ask("parent gone"));
  });
