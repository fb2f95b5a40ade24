import type { z } from "zod";
import { type FieldProblem, Invalid } from "../errors.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is exactly what PostgreSQL cannot hold.
const nul = /\u0000/;

/** PostgreSQL holds neither NUL nor half of a surrogate pair, wherever in the value it hides. */
const findUnstorable = (value: unknown, path: string[]): string[] | null => {
  if (typeof value === "string") return nul.test(value) || !value.isWellFormed() ? path : null;
  if (value === null || typeof value !== "object") return null;
  for (const [key, item] of Object.entries(value)) {
    if (nul.test(key) || !key.isWellFormed()) return path;
    const found = findUnstorable(item, [...path, key]);
    if (found) return found;
  }
  return null;
};

/** The value as the shape understands it, or Invalid that names every field at fault. */
export const parseShape = <S extends z.ZodType>(
  shape: S,
  value: unknown,
  part: "query" | "body",
): z.output<S> => {
  const parsed = shape.safeParse(value);
  if (!parsed.success) {
    const fields: FieldProblem[] = parsed.error.issues.slice(0, 50).map((issue) => ({
      path: issue.path.join("."),
      code: issue.code,
      message: issue.message,
    }));
    throw new Invalid(`${part}.invalid`, "Some fields are not valid.", { fields });
  }
  // Only after parsing: the shapes bound depth and length, so this walk is short.
  const unstorable = findUnstorable(parsed.data, []);
  if (unstorable) {
    const field = {
      path: unstorable.join("."),
      code: "unstorable",
      message: "has characters that no text can hold",
    };
    throw new Invalid(`${part}.invalid`, "Some fields are not valid.", { fields: [field] });
  }
  return parsed.data;
};
