import { setImmediate } from "node:timers/promises";
import type { z } from "zod";
import type { Context } from "../../context.ts";
import type { FileId, ResourceId } from "../../ids.ts";
import { listFilePassages } from "../resources/index.ts";
import { highlight } from "./highlight.ts";
import type { MarkedPassageQuery, MarkedPassageShape } from "./marks-schema.ts";
import { marksOf } from "./parse-query.ts";
import { parseRequest } from "./parse-request.ts";
import type { QuestionReader } from "./question-reader.ts";

/** Characters marked in one go, some three milliseconds' work for six words: other requests have their turn in between. */
const atOnce = 50_000;

/** A file's text with a question's words marked by the very rule that marks them in a search's snippets. */
export const listMarkedPassages = async (
  ctx: Context,
  questions: QuestionReader,
  file: { id: ResourceId; fileId: FileId },
  { q, literal }: z.infer<typeof MarkedPassageQuery>,
): Promise<z.input<typeof MarkedPassageShape>[]> => {
  const passages = await listFilePassages(ctx, file.id, file.fileId);
  const { understood, preferences, synonyms } = await questions.read(ctx, q, literal ?? []);
  const marks = marksOf(parseRequest({ text: understood.text, preferences, synonyms }));
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
