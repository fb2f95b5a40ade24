import { z } from "zod";
import type { Context } from "../../server/context.ts";
import { id } from "../../server/http/shapes.ts";
import { refineDraft as refine } from "../../server/modules/resources/index.ts";

const payload = z.object({ resourceId: id<"resource">() });

/** Guesses what no person has set of a draft once more, after its files have been read. */
export const refineDraft = (ctx: Context, input: unknown): Promise<void> =>
  refine(ctx, payload.parse(input).resourceId);
