import { anyone, type Endpoint, endpoint } from "../../http/endpoint.ts";
import { SearchQuery, SearchReply, SuggestQuery, SuggestReply } from "./schema.ts";
import { searchResources, suggestTitles } from "./search-resources.ts";

export const searchEndpoints = (): Endpoint[] => [
  endpoint({
    method: "get",
    path: "/api/search",
    summary: "Search what the caller may see, with facets, marked passages and page numbers",
    access: anyone("resource.search"),
    query: SearchQuery,
    reply: SearchReply,
    handle: (ctx, { query }) => searchResources(ctx, query),
  }),
  endpoint({
    method: "get",
    path: "/api/search/suggest",
    summary: "Titles while typing",
    access: anyone("resource.search"),
    query: SuggestQuery,
    reply: SuggestReply,
    handle: async (ctx, { query }) => ({ suggestions: await suggestTitles(ctx, query.q, query.limit) }),
  }),
];
