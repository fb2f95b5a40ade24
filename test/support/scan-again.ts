import { sql } from "kysely";
import type { TestSystem } from "./system.ts";

/** What waits to be scanned later is scanned now, and all that follows from it is done. */
export const scanAgain = async (system: TestSystem): Promise<void> => {
  await sql`update graphile_worker._private_jobs set run_at = now() where key like 'scan:%'`.execute(
    system.ctx.db,
  );
  await system.runJobs();
};
