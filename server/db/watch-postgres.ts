import type { EmbeddedPostgres } from "./embedded-postgres.ts";

const intervalMs = 500;

/** Keeps PostgreSQL alive until stopped. `onFailure` hears, once, that it could not be brought back; watching ends then. */
export const watchPostgres = (
  postgres: EmbeddedPostgres,
  onFailure: (error: unknown) => void,
): { stop(): void } => {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const look = async (): Promise<void> => {
    await postgres.revive();
    if (!isStopped) timer = setTimeout(run, intervalMs).unref();
  };
  const run = (): void => void look().catch(onFailure);
  run();
  return {
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
};
