import { z } from "zod";
import { type Endpoint, endpoint, signedIn } from "../../http/endpoint.ts";
import { id } from "../../http/shapes.ts";
import { putEntry, removeEntry } from "./edit-entries.ts";
import { listOfResource } from "./get-collection.ts";
import { listEntries } from "./list-collections.ts";
import { answerCollection, collectionParams } from "./routes.ts";
import { Collection, CollectionsOfResource, EntryPage, EntryPlace, EntryQuery } from "./schema.ts";

const entryParams = collectionParams.extend({ resourceId: id<"resource">() });

export const collectionEntryEndpoints = (): Endpoint[] => [
  endpoint({
    method: "get",
    path: "/api/collections/:id/entries",
    summary: "What stands in a section, in its order, or waits to be let in, of what the caller may see",
    access: signedIn("collection.read"),
    params: collectionParams,
    query: EntryQuery,
    reply: EntryPage,
    isConditional: true,
    handle: (ctx, { params, query }) => listEntries(ctx, params.id, query),
  }),
  endpoint({
    method: "put",
    path: "/api/collections/:id/entries/:resourceId",
    summary: "Put a resource in or elsewhere; who does not keep the collection proposes it",
    access: signedIn("collection.put"),
    params: entryParams,
    body: EntryPlace,
    reply: Collection,
    hasRevision: true,
    async handle(ctx, { params, body, ifMatch }) {
      await putEntry(ctx, params.id, params.resourceId, body, ifMatch);
      return answerCollection(ctx, params.id);
    },
  }),
  endpoint({
    method: "delete",
    path: "/api/collections/:id/entries/:resourceId",
    summary: "Take a resource out, decline a proposed one, or take the own proposal of one back",
    access: signedIn("collection.put"),
    params: entryParams,
    reply: Collection,
    hasRevision: true,
    async handle(ctx, { params, ifMatch }) {
      await removeEntry(ctx, params.id, params.resourceId, ifMatch);
      return answerCollection(ctx, params.id);
    },
  }),
  endpoint({
    method: "get",
    path: "/api/resources/:id/collections",
    summary: "The collections in which a resource stands, of those that the caller may see",
    access: signedIn("collection.list"),
    params: z.object({ id: id<"resource">() }),
    reply: CollectionsOfResource,
    isConditional: true,
    handle: (ctx, { params }) => listOfResource(ctx, params.id),
  }),
];
