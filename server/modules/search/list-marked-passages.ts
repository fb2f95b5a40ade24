import { setImmediate } from "node:timers/promises";
import type { z } from "zod";
import type { Context } from "../../context.ts";
import type { FileId, ResourceId } from "../../ids.ts";
import { listFilePassages } from "../resources/index.ts";
import { highlight } from "./highlight.ts";
import type { MarkedPassageShape } from "./marks-schema.ts";
import { marksOf, parseQuery } from "./parse-query.ts";

/** Characters marked in one go, some two milliseconds' work: other requests have their turn in between. */
const atOnce = 50_000;

/** A file's text with a question's words marked by the very rule that marks them in a search's snippets. */
export const listMarkedPassages = async (
  ctx: Context,
  file: { resourceId: ResourceId; fileId: FileId },
  q: string,
): Promise<z.input<typeof MarkedPassageShape>[]> => {
  const passages = await listFilePassages(ctx, file.resourceId, file.fileId);
  const marks = marksOf(parseQuery(q));
  const marked: z.input<typeof MarkedPassageShape>[] = [];
  let sinceTurn = 0;
  for (const { page, pageKind, text } of passages) {
    if (sinceTurn > atOnce) {
      await setImmediate();
      sinceTurn = 0;
    }
    sinceTurn += text.length;
    marked.push({ page, pageKind, text: highlight(text, marks) });
  }
  return marked;
};
