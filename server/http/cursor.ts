import { createHash } from "node:crypto";
import { z } from "zod";
import { Invalid } from "../errors.ts";

const envelope = z.tuple([z.string(), z.unknown()]);

/** A short name of the question that a cursor belongs to. */
const fingerprint = (question: unknown): string =>
  createHash("sha256").update(JSON.stringify(question)).digest("base64url").slice(0, 8);

/** A place in a list as opaque text. It carries a fingerprint of its question: another question refuses it. */
export const encodeCursor = (question: unknown, place: unknown): string =>
  Buffer.from(JSON.stringify([fingerprint(question), place])).toString("base64url");

export const decodeCursor = <S extends z.ZodType>(question: unknown, text: string, shape: S): z.output<S> => {
  try {
    const [mark, place] = envelope.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
    if (mark === fingerprint(question)) return shape.parse(place);
  } catch {
    // Falls through: any damage is the same bad cursor.
  }
  throw new Invalid("cursor.invalid", "This cursor does not belong to this list.");
};
