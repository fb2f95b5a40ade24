import { setImmediate } from "node:timers/promises";
import type { z } from "zod";
import type { Context } from "../../context.ts";
import type { FileId, ResourceId } from "../../ids.ts";
import { readPageWords } from "../resources/index.ts";
import { markPage } from "./mark-page.ts";
import type { MarkedPageReply, MarkedPassageQuery } from "./marks-schema.ts";
import { marksOf } from "./parse-query.ts";
import { parseRequest } from "./parse-request.ts";
import type { QuestionReader } from "./question-reader.ts";

/** More of them are not gone through one by one; they are a fifth of a megabyte to send. */
const mostMarks = 2000;

/** Where a question's words stand on the pictures of a file's pages, found by the rule that marks them in its text. */
export const listMarkedPages = async (
  ctx: Context,
  questions: QuestionReader,
  file: { id: ResourceId; fileId: FileId },
  { q, literal }: z.infer<typeof MarkedPassageQuery>,
): Promise<z.input<typeof MarkedPageReply>> => {
  const words = await readPageWords(ctx, file.id, file.fileId);
  const { understood, preferences, synonyms } = await questions.read(ctx, q, literal ?? []);
  const marks = marksOf(parseRequest({ text: understood.text, preferences, synonyms }));
  const items: z.input<typeof MarkedPageReply>["items"] = [];
  let left = mostMarks;
  for await (const { page, runs } of words) {
    const found = markPage(runs, marks);
    if (found.length > 0) items.push({ page, marks: found.slice(0, left) });
    left -= found.length;
    if (left < 0) return { items, isCut: true };
    // A page is a millisecond's work: other requests have their turn in between.
    await setImmediate();
  }
  return { items, isCut: false };
};
