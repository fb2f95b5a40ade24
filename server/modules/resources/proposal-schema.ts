import { z } from "zod";
import { GuessedFields } from "../vocabulary/schema.ts";

const leftOutReasons = ["hidden", "system", "lock-file"] as const;

/** How many files are looked at in one request. */
const mostProposedFiles = 500;

export const DraftProposalRequest = z
  .strictObject({
    paths: z
      .array(z.string().min(1).max(1000))
      .min(1)
      .max(mostProposedFiles)
      .meta({ description: 'File names, or paths whose folders are parted by "/" and read too.' }),
  })
  .meta({ id: "DraftProposalRequest" });

export const DraftProposalList = z
  .object({
    drafts: z.array(
      z.object({
        files: z.array(z.int()).meta({ description: "By their place in the list." }),
        proposal: GuessedFields,
      }),
    ),
    leftOut: z
      .array(z.object({ file: z.int(), reason: z.enum(leftOutReasons) }))
      .meta({ description: "What systems and office programs leave lying about." }),
  })
  .meta({ id: "DraftProposalList" });
