import { z } from "zod";
import type { Id } from "../ids.ts";
import { visibleLine, visibleText } from "../visible-text.ts";

/** An id as PostgreSQL writes it. Anything else cannot exist, so endpoints answer 404 for it in a path. */
export const id = <Kind extends string>() => z.uuid().toLowerCase() as unknown as z.ZodType<Id<Kind>, string>;

/** What a person writes, without invisible characters and trimmed before it is measured: one line, or several. */
export const writtenLine = z.string().overwrite(visibleLine);
export const writtenText = z.string().overwrite(visibleText);

/** A list given once or several times in a query string. */
export const listOf = <Item extends z.ZodType>(item: Item, most = 50) =>
  z
    .union([z.array(item).max(most), item.transform((value) => [value])])
    .optional()
    .meta({ description: "May be repeated." });

export const day = z.iso.date().meta({ description: "A day, YYYY-MM-DD." });
export const instant = z.iso.datetime().meta({ description: "An instant in UTC." });

export const cursor = z
  .string()
  .min(1)
  .max(400)
  .regex(/^[A-Za-z0-9_-]+$/);
export const limit = (most: number, otherwise: number) =>
  z.coerce.number().int().min(1).max(most).default(otherwise);

/** One page of a list; `nextCursor` is null on the last. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string().meta({ description: "Stable; for programs." }),
    fields: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
    requestId: z.string(),
  })
  .meta({ id: "Problem", description: "RFC 9457 problem details." });
