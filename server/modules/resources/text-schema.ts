import { z } from "zod";

export const TextState = z
  .object({
    status: z.enum(["waiting", "ready", "none", "failed"]),
    reason: z.string().nullable().meta({
      description:
        "encrypted, broken, scanned, empty, unsupported, too-large, timeout or out-of-memory; of a text that is ready, long: only its first part is searched.",
    }),
    pageCount: z.int().nullable(),
  })
  .meta({ id: "TextState", description: "Whether the file's text can be searched, and if not, why." });
