/** Ends after the time, or as soon as the browser is online again or somebody wakes it. */
export const rest = (ms: number, wake: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      removeEventListener("online", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    addEventListener("online", end);
    wake.addEventListener("abort", end, { once: true });
  });
