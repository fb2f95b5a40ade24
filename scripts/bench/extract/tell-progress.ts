const everyMs = 10_000;

/** Says on standard error now and then how many of all are done: standard output belongs to the figures. */
export function tellProgress(what: string, all: number): (done: number) => void {
  const started = performance.now();
  let nextMs = everyMs;
  return (done) => {
    const passedMs = performance.now() - started;
    if (passedMs < nextMs && done < all) return;
    nextMs = passedMs + everyMs;
    process.stderr.write(`${what}: ${done} of ${all} in ${Math.round(passedMs / 1000)} s\n`);
  };
}
