import { anyone, type Endpoint, endpoint } from "../../http/endpoint.ts";
import { VisibleSearch } from "./find-visible.ts";
import { SearchQuery, SearchReply, SuggestQuery, SuggestReply } from "./schema.ts";
import { searchResources } from "./search-resources.ts";
import { suggestWhileTyping } from "./suggest-while-typing.ts";

export const searchEndpoints = (): Endpoint[] => {
  const visible = new VisibleSearch();
  return [
    endpoint({
      method: "get",
      path: "/api/search",
      summary: "Search what the caller may see, with facets, marked passages and page numbers",
      access: anyone("resource.search"),
      query: SearchQuery,
      reply: SearchReply,
      handle: (ctx, { query }) => searchResources(ctx, visible, query),
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
  ];
};
