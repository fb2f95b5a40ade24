import { z } from "zod";
import { type Endpoint, endpoint, signedIn } from "../../http/endpoint.ts";
import { id } from "../../http/shapes.ts";
import { createSavedSearch } from "./create-saved-search.ts";
import type { QuestionReader } from "./question-reader.ts";
import { NewSavedSearch, SavedSearch, SavedSearchChange, SavedSearchList } from "./saved-search-schema.ts";
import {
  getSavedSearch,
  listOwnSavedSearches,
  removeSavedSearch,
  renameSavedSearch,
  visitSavedSearch,
} from "./saved-searches.ts";
import type { SavedSearchId } from "./tables.ts";

const params = z.object({ id: id<"saved-search">() });

export const savedSearchEndpoints = (questions: QuestionReader): Endpoint[] => [
  endpoint({
    method: "get",
    path: "/api/saved-searches",
    summary: "The own saved searches, latest first, with how much is new",
    access: signedIn("saved-search.list"),
    reply: SavedSearchList,
    handle: (ctx) => listOwnSavedSearches(ctx, questions),
  }),
  endpoint({
    method: "post",
    path: "/api/saved-searches",
    summary: "Save a search; at most 50 a person",
    access: signedIn("saved-search.create"),
    body: NewSavedSearch,
    reply: SavedSearch,
    status: 201,
    replay: (ctx, id) => getSavedSearch(ctx, questions, id as SavedSearchId),
    handle: async (ctx, { body }) =>
      getSavedSearch(ctx, questions, (await createSavedSearch(ctx, questions, body)).id),
  }),
  endpoint({
    method: "patch",
    path: "/api/saved-searches/:id",
    summary: "Rename a saved search",
    access: signedIn("saved-search.edit"),
    params,
    body: SavedSearchChange,
    reply: SavedSearch,
    handle: (ctx, { params, body }) => renameSavedSearch(ctx, questions, params.id, body.name),
  }),
  endpoint({
    method: "delete",
    path: "/api/saved-searches/:id",
    summary: "Remove a saved search",
    access: signedIn("saved-search.remove"),
    params,
    handle: (ctx, { params }) => removeSavedSearch(ctx, params.id),
  }),
  endpoint({
    method: "post",
    path: "/api/saved-searches/:id/visit",
    summary: "Note that its results were looked at: nothing of what is there is new any more",
    access: signedIn("saved-search.visit"),
    params,
    reply: SavedSearch,
    handle: (ctx, { params }) => visitSavedSearch(ctx, questions, params.id),
  }),
];
