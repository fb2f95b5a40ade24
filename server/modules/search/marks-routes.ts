import { z } from "zod";
import { anyone, type Endpoint, endpoint } from "../../http/endpoint.ts";
import { id } from "../../http/shapes.ts";
import { listMarkedPassages } from "./list-marked-passages.ts";
import { MarkedPassageQuery, MarkedPassageShape } from "./marks-schema.ts";
import type { QuestionReader } from "./question-reader.ts";

export const markedPassageEndpoints = (questions: QuestionReader): Endpoint[] => [
  endpoint({
    method: "get",
    path: "/api/resources/:id/files/:fileId/marked-passages",
    summary: "The text of a file by page, slide, sheet or section, with a question's words marked",
    access: anyone("resource.read"),
    params: z.object({ id: id<"resource">(), fileId: id<"file">() }),
    query: MarkedPassageQuery,
    reply: z.object({ items: z.array(MarkedPassageShape) }),
    handle: async (ctx, { params, query }) => ({
      items: await listMarkedPassages(ctx, questions, params, query),
    }),
  }),
];
