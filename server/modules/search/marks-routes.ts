import { z } from "zod";
import { anyone, type Endpoint, endpoint } from "../../http/endpoint.ts";
import { id } from "../../http/shapes.ts";
import { listMarkedPages } from "./list-marked-pages.ts";
import { listMarkedPassages } from "./list-marked-passages.ts";
import { MarkedPageReply, MarkedPassageQuery, MarkedPassageShape } from "./marks-schema.ts";
import type { QuestionReader } from "./question-reader.ts";

const fileParams = z.object({ id: id<"resource">(), fileId: id<"file">() });

export const markedPassageEndpoints = (questions: QuestionReader): Endpoint[] => [
  endpoint({
    method: "get",
    path: "/api/resources/:id/files/:fileId/marked-passages",
    summary: "The text of a file by page, slide, sheet or section, with a question's words marked",
    access: anyone("resource.read"),
    params: fileParams,
    query: MarkedPassageQuery,
    reply: z.object({ items: z.array(MarkedPassageShape) }),
    handle: async (ctx, { params, query }) => ({
      items: await listMarkedPassages(ctx, questions, params, query),
    }),
  }),
  endpoint({
    method: "get",
    path: "/api/resources/:id/files/:fileId/marked-pages",
    summary: "Where a question's words stand on the pictures of a file's pages",
    access: anyone("resource.read"),
    params: fileParams,
    query: MarkedPassageQuery,
    reply: MarkedPageReply,
    handle: (ctx, { params, query }) => listMarkedPages(ctx, questions, params, query),
  }),
];
