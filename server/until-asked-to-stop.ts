/** npm passes on a Ctrl-C that the terminal has sent to all processes already: so soon it is the same one. */
const sameRequestMs = 1000;

/**
 * Resolves when the process is asked to end: SIGTERM, SIGINT, SIGHUP, or its parent gone (the start command was killed). A
 * second signal exits at once.
 */
export const untilAskedToStop = (): Promise<string> =>
  new Promise((resolve) => {
    let askedAt: number | null = null;
    const ask = (reason: string): void => {
      if (askedAt !== null) {
        if (performance.now() - askedAt > sameRequestMs) process.exit(1);
        return;
      }
      askedAt = performance.now();
      resolve(reason);
    };
    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => ask(signal));
    process.on("disconnect", () => askedAt === null && ask("parent gone"));
  });
