import { z } from "zod";

/** Of the jobs that read one blob. */
export const textPayload = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) });

/** Their key: of one blob at most one waits. */
export const textKey = (sha256: string): string => `text:${sha256}`;
