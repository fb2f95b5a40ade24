import { z } from "zod";
import { cursor, id, limit } from "../../http/shapes.ts";

export const ChangesQuery = z.strictObject({
  since: cursor.optional().meta({
    description: "The nextCursor of the page before. Left out: everything that there is, from the beginning.",
  }),
  unit: id<"unit">().optional().meta({
    description:
      "Only what is shared with this unit or one above it; one of the caller's units, or above them. A cursor goes on only with the unit that it began with.",
  }),
  limit: limit(1000, 500),
});
export type ChangesQuery = z.infer<typeof ChangesQuery>;

export const SyncChange = z
  .object({
    kind: z.enum(["resource", "plan"]),
    id: z.uuid(),
    change: z.enum(["put", "gone"]).meta({
      description:
        "put: fetch it, it is new or has changed. gone: forget it; whether it was archived, is shared less widely or left the group is not said.",
    }),
    revision: z.int().nullable().meta({
      description:
        "Of what the caller's units see of it now, to skip what one has already; for a published plan the number of its last revision. Null where it is gone.",
    }),
  })
  .meta({ id: "SyncChange" });

export const ChangesPage = z
  .object({
    items: z.array(SyncChange).meta({
      description: "Oldest first. A thing comes once for its last change, however often it changed before.",
    }),
    nextCursor: z.string().meta({ description: "Goes into `since` next time; keep it last of all." }),
    hasMore: z.boolean().meta({ description: "Whether another page is ready at once." }),
  })
  .meta({ id: "SyncChangesPage" });
