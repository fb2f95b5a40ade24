import { z } from "zod";
import type { PageRun } from "../../server/modules/resources/index.ts";
import type { DrawingMessage } from "./drawing-order.ts";

/** What the database holds as a whole number. */
const mostWhole = 2 ** 31 - 1;
const whole = z.int().min(0).max(mostWhole);
const page = z.int().min(1).max(mostWhole);
const picture = z.instanceof(Uint8Array);
const place = z.number();

const Reason = z.enum([
  "encrypted",
  "broken",
  "empty",
  "unsupported",
  "no-program",
  "too-large",
  "timeout",
  "out-of-memory",
]);

const Run = z.union([
  z.tuple([z.string()]),
  z.tuple([z.string(), place, place, place, place, place, place]),
]) satisfies z.ZodType<PageRun>;

const Message = z.union([
  z.strictObject({
    drawn: z.strictObject({
      page,
      width: whole,
      height: whole,
      pictures: z.tuple([picture, picture, picture]),
    }),
  }),
  z.strictObject({ words: z.strictObject({ page, runs: z.array(Run) }) }),
  z.strictObject({
    result: z.union([
      z.strictObject({
        status: z.literal("ready"),
        pageCount: whole.nullable(),
        durationMs: z.int().min(0).nullable(),
      }),
      z.strictObject({
        status: z.enum(["none", "failed"]),
        reason: Reason,
        detail: z.string().exactOptional(),
      }),
    ]),
  }),
]);

/**
 * What a drawing process says, which may have been taken over by the file: it is held to the shape of that before anything is
 * made of it. Null where no process of ours says so.
 */
export const readMessage = (message: unknown): DrawingMessage | null =>
  Message.safeParse(message).data ?? null;
