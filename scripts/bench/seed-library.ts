import { sql } from "kysely";
import type { Context } from "../../server/context.ts";
import { connect } from "../../server/db/connect.ts";
import { type DescribedResource, describeResource } from "./describe-resources.ts";
import { insertDescribed } from "./insert-described.ts";

/** Bounded, because a statement has only some seconds. */
const atOnce = 1000;

/** So many published resources in the tables, as many years of use would have left them. */
export const seedLibrary = async (
  ctx: Context,
  url: string,
  count: number,
  describe: (index: number) => DescribedResource = describeResource,
): Promise<void> => {
  for (let first = 0; first < count; first += atOnce) {
    const length = Math.min(atOnce, count - first);
    await insertDescribed(
      ctx,
      Array.from({ length }, (_none, index) => describe(first + index)),
    );
  }
  // Statistics of a large library take longer than a statement of the application may.
  const patient = connect({ url, poolSize: 1, log: ctx.log, name: "bench", statementMs: 0 });
  await sql`vacuum analyze`.execute(patient.db).finally(() => patient.close());
};
