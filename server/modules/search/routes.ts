import { z } from "zod";
import { anyone, type Endpoint, endpoint } from "../../http/endpoint.ts";
import { id } from "../../http/shapes.ts";
import { findSimilar } from "./find-similar.ts";
import { VisibleSearch } from "./find-visible.ts";
import { markedPassageEndpoints } from "./marks-routes.ts";
import { QuestionReader } from "./question-reader.ts";
import { savedSearchEndpoints } from "./saved-search-routes.ts";
import {
  SearchQuery,
  SearchReply,
  SimilarQuery,
  SimilarReply,
  SuggestQuery,
  SuggestReply,
} from "./schema.ts";
import { searchResources } from "./search-resources.ts";
import { suggestWhileTyping } from "./suggest-while-typing.ts";
import { synonymEndpoints } from "./synonyms-routes.ts";

export const searchEndpoints = (): Endpoint[] => {
  const parts = { visible: new VisibleSearch(), questions: new QuestionReader(), isAway: false };
  return [
    endpoint({
      method: "get",
      path: "/api/search",
      summary: "Search what the caller may see, with facets, marked passages and page numbers",
      access: anyone("resource.search"),
      query: SearchQuery,
      reply: SearchReply,
      handle: (ctx, { query }) => searchResources(ctx, parts, query),
    }),
    endpoint({
      method: "get",
      path: "/api/search/suggest",
      summary: "Titles, lessons, authors and campuses while typing, from what the caller may see",
      access: anyone("resource.search"),
      query: SuggestQuery,
      reply: SuggestReply,
      handle: (ctx, { query }) => suggestWhileTyping(ctx, query.q, query.limit),
    }),
    ...synonymEndpoints(parts.questions.synonyms),
    endpoint({
      method: "get",
      path: "/api/resources/:id/similar",
      summary: "Resources about the same thing that the caller may see, one of each line of adaptations",
      access: anyone("resource.search"),
      params: z.object({ id: id<"resource">() }),
      query: SimilarQuery,
      reply: SimilarReply,
      handle: (ctx, { params, query }) => findSimilar(ctx, parts.questions, params.id, query.limit),
    }),
    ...markedPassageEndpoints(parts.questions),
    ...savedSearchEndpoints(parts.questions),
  ];
};
