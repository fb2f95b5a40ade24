import { z } from "zod";

/** Of the jobs on one blob. */
export const blobPayload = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) });
