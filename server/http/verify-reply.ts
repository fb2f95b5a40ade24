import type { z } from "zod";

/** The path of the first thing in `given` that is not in `parsed`: shapes leave out what they do not declare. */
const findUndeclared = (given: unknown, parsed: unknown, path: string): string | null => {
  if (given === null || typeof given !== "object") return null;
  for (const [key, value] of Object.entries(given)) {
    const here = `${path}/${key}`;
    if (value === undefined) continue;
    if (parsed === null || typeof parsed !== "object" || !Object.hasOwn(parsed, key)) return here;
    const found = findUndeclared(value, (parsed as Record<string, unknown>)[key], here);
    if (found) return found;
  }
  return null;
};

/** Throws unless a reply has exactly its declared fields, however deep: what is not declared might be a secret. */
export const verifyReply = (shape: z.ZodType, body: unknown): void => {
  const undeclared = findUndeclared(body, shape.parse(body), "");
  if (undeclared !== null)
    throw new Error(`A reply carries ${undeclared}, which its shape does not declare.`);
};
