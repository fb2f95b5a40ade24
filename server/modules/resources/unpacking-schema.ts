import { z } from "zod";
import { Upload } from "./schema.ts";

/** How many files one reply holds. */
export const unpackedAtOnce = 100;

export const UnpackingQuery = z.strictObject({
  after: z.coerce.number().int().min(0).max(1_000_000).default(0).meta({
    description: "The position of the last file that is known already.",
  }),
});

export const Unpacking = z
  .object({
    status: z.enum(["waiting", "running", "done", "failed"]),
    reason: z
      .string()
      .nullable()
      .meta({ description: "Why it failed: bomb, too-many, too-large, timeout, broken or interrupted." }),
    fileCount: z.int().nullable().meta({ description: "How many files come, as far as it is known." }),
    files: z
      .array(
        z.object({
          position: z.int(),
          path: z.string().meta({ description: 'In the archive; folders are parted by "/".' }),
          upload: Upload.nullable(),
          reason: z
            .string()
            .nullable()
            .meta({
              description:
                "Why there is no upload: hidden, system, lock-file, unsafe-path, link, encrypted, empty, too-large, " +
                "unsupported, duplicate-name, bomb, too-many, nested-too-deep, broken, or the code of what refused it.",
            }),
        }),
      )
      .meta({ description: `At most ${unpackedAtOnce}, those after the one asked for.` }),
  })
  .meta({ id: "Unpacking" });
