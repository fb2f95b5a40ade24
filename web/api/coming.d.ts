import type { ResourceCard } from "./types.ts";

declare module "./types.ts" {
  interface SearchReply {
    understood: {
      text: string;
      preferences: {
        field: "kind" | "subject" | "grade" | "term" | "edition" | "volume" | "campus";
        keys: string[];
        text: string;
      }[];
    };
    isPartial: boolean;
    didYouMean: string[];
  }
  interface SavedSearch {
    id: string;
    name: string;
    question: {
      q: string;
      kind: string[];
      subject: string[];
      grade: string[];
      term: string[];
      edition: string[];
      volume: string[];
      campus: string[];
      author: string[];
      sort: "relevance" | "newest" | "most-reused";
    };
    newCount: number | null;
    createdAt: string;
    lastVisitedAt: string;
  }
  interface Operations {
    "GET /api/resources/{id}/similar": {
      params: { id: string };
      reply: { resources: ResourceCard[] };
    };
    "GET /api/saved-searches": { reply: { items: SavedSearch[] } };
    "POST /api/saved-searches": {
      body: { name: string; question: SavedSearch["question"] };
      reply: SavedSearch;
    };
    "PATCH /api/saved-searches/{id}": { params: { id: string }; body: { name: string }; reply: SavedSearch };
    "DELETE /api/saved-searches/{id}": { params: { id: string }; reply: undefined };
    "POST /api/saved-searches/{id}/visit": { params: { id: string }; reply: SavedSearch };
  }
}
