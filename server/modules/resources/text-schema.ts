import { z } from "zod";

export const TextState = z
  .object({
    status: z.enum(["waiting", "ready", "none", "failed"]),
    reason: z.string().nullable().meta({
      description:
        "encrypted, broken, scanned, empty, unsupported, too-large, timeout or out-of-memory; of a text that is ready and of which only the first part is searched: long, or why reading ended there: timeout, out-of-memory or broken.",
    }),
    pageCount: z.int().nullable(),
  })
  .meta({ id: "TextState", description: "Whether the file's text can be searched, and if not, why." });
