import type { Context } from "../server/context.ts";
import { units } from "./demo-world/world.ts";
import { ScriptError } from "./run-script.ts";
import { seedCollections } from "./seed-collections.ts";
import { seedPlans } from "./seed-plans.ts";
import { seedResources } from "./seed-resources.ts";
import { seedTeaching } from "./seed-teaching.ts";
import { seedUnits } from "./seed-units.ts";

/** The whole demonstration world, every account with this password. What an earlier seeding made stays as it is; a real installation is refused. */
export const seedWorld = async (ctx: Context, password: string): Promise<void> => {
  const present = await ctx.db.selectFrom("unit").select("id").execute();
  if (present.length === 0) await seedUnits(ctx, password);
  else if (!present.some(({ id }) => id === units[0]?.id)) {
    throw new ScriptError(
      `${ctx.config.dataDir} holds a real installation: set DATA_DIR to another directory for the demonstration.`,
    );
  }
  const resourceIds = await seedResources(ctx);
  await seedPlans(ctx, resourceIds);
  await seedCollections(ctx, resourceIds);
  await seedTeaching(ctx);
};
