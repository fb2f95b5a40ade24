import { z } from "zod";
import type { Context } from "../../context.ts";
import { Answer, type Endpoint, endpoint, signedIn } from "../../http/endpoint.ts";
import { id } from "../../http/shapes.ts";
import {
  changeState,
  createCollection,
  editCollection,
  removeCollection,
  restoreCollection,
} from "./edit-collection.ts";
import { gatherFolders } from "./gather-folders.ts";
import { getCollection } from "./get-collection.ts";
import { listCollections } from "./list-collections.ts";
import {
  Collection,
  CollectionEdit,
  CollectionPage,
  CollectionQuery,
  FolderProposals,
  GatheredFolders,
  NewCollection,
  StateChange,
} from "./schema.ts";
import type { CollectionId } from "./tables.ts";

export const collectionParams = z.object({ id: id<"collection">() });

/** The collection, with its revision as ETag for who may change it. */
export const answerCollection = async (ctx: Context, id: CollectionId, status?: number) => {
  const body = await getCollection(ctx, id);
  const { revision } = body;
  return new Answer(body, { ...(revision === null ? {} : { revision }), ...(status ? { status } : {}) });
};

export const collectionEndpoints = (): Endpoint[] => [
  endpoint({
    method: "get",
    path: "/api/collections",
    summary:
      "Curated collections that the caller may see, the caller's own, or those that wait, latest first",
    access: signedIn("collection.list"),
    query: CollectionQuery,
    reply: CollectionPage,
    isConditional: true,
    handle: (ctx, { query }) => listCollections(ctx, query),
  }),
  endpoint({
    method: "post",
    path: "/api/collections",
    summary: "Create a collection of a unit; where the caller does not curate there, a proposal of one",
    access: signedIn("collection.create"),
    body: NewCollection,
    reply: Collection,
    status: 201,
    replay: (ctx, id) => answerCollection(ctx, id as CollectionId, 201),
    handle: async (ctx, { body }) => answerCollection(ctx, (await createCollection(ctx, body)).id, 201),
  }),
  endpoint({
    method: "post",
    path: "/api/collection-proposals",
    summary: "Keep folders as proposed collections, or add to them; the same again adds nothing",
    access: signedIn("collection.gather"),
    body: GatheredFolders,
    reply: FolderProposals,
    handle: (ctx, { body }) => gatherFolders(ctx, body),
  }),
  endpoint({
    method: "get",
    path: "/api/collections/:id",
    summary: "A collection with its sections, and how many resources of each the caller may see",
    access: signedIn("collection.read"),
    params: collectionParams,
    reply: Collection,
    isConditional: true,
    handle: (ctx, { params }) => answerCollection(ctx, params.id),
  }),
  endpoint({
    method: "patch",
    path: "/api/collections/:id",
    summary: "Rename or describe a collection; a proposal may choose another unit",
    access: signedIn("collection.edit"),
    params: collectionParams,
    body: CollectionEdit,
    reply: Collection,
    hasRevision: true,
    async handle(ctx, { params, body, ifMatch }) {
      await editCollection(ctx, params.id, body, ifMatch);
      return answerCollection(ctx, params.id);
    },
  }),
  endpoint({
    method: "put",
    path: "/api/collections/:id/state",
    summary: "Submit, withdraw, accept or decline a proposal, or take the decision back",
    access: signedIn("collection.decide"),
    params: collectionParams,
    body: StateChange,
    reply: Collection,
    hasRevision: true,
    async handle(ctx, { params, body, ifMatch }) {
      await changeState(ctx, params.id, body, ifMatch);
      return answerCollection(ctx, params.id);
    },
  }),
  endpoint({
    method: "delete",
    path: "/api/collections/:id",
    summary: "Take a collection out of sight; its resources stay",
    access: signedIn("collection.remove"),
    params: collectionParams,
    hasRevision: true,
    async handle(ctx, { params, ifMatch }) {
      await removeCollection(ctx, params.id, ifMatch);
      return undefined;
    },
  }),
  endpoint({
    method: "post",
    path: "/api/collections/:id/restore",
    summary: "Bring a removed collection back",
    access: signedIn("collection.remove"),
    params: collectionParams,
    reply: Collection,
    hasRevision: true,
    async handle(ctx, { params, ifMatch }) {
      await restoreCollection(ctx, params.id, ifMatch);
      return answerCollection(ctx, params.id);
    },
  }),
];
