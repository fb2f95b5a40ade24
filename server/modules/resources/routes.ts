import { z } from "zod";
import type { Context } from "../../context.ts";
import { NotFound } from "../../errors.ts";
import { answerRevised, anyone, type Endpoint, endpoint, signedIn } from "../../http/endpoint.ts";
import { id } from "../../http/shapes.ts";
import type { ResourceId } from "../../ids.ts";
import { adaptResource } from "./adapt-resource.ts";
import { archiveResource, unarchiveResource } from "./archive-resource.ts";
import { CardCache } from "./card-cache.ts";
import { changeSharing } from "./change-sharing.ts";
import { createResource } from "./create-resource.ts";
import { discardDraft } from "./discard-draft.ts";
import { editDraft } from "./edit-draft.ts";
import { getResource } from "./get-resource.ts";
import { listResources } from "./list-resources.ts";
import { publishVersion } from "./publish-version.ts";
import {
  Adaptation,
  NewResource,
  Resource,
  ResourceChange,
  ResourcePage,
  ResourceQuery,
  SharingChoice,
} from "./schema.ts";

export const resourceParams = z.object({ id: id<"resource">() });

/** The resource with its revision as ETag; the draft's fields where there is a draft and the caller is its author. */
export const answerResource = async (
  ctx: Context,
  id: ResourceId,
  choice: "current" | "draft",
  status?: number,
) => answerRevised(await getResource(ctx, id, choice), status);

/** A lead who took something back to its author may no longer see it: then there is nothing to answer with. */
const answerIfVisible = async (ctx: Context, id: ResourceId) => {
  try {
    return await answerResource(ctx, id, "current");
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
};

const answerCreated = (ctx: Context, id: string) => answerResource(ctx, id as ResourceId, "draft", 201);

export const answerPublished = (ctx: Context, id: string) => answerResource(ctx, id as ResourceId, "current");

export const resourceEndpoints = (cards = new CardCache()): Endpoint[] => [
  endpoint({
    method: "get",
    path: "/api/resources",
    summary: "Resources that the caller may see, or the own ones, newest first",
    access: anyone("resource.list"),
    query: ResourceQuery,
    reply: ResourcePage,
    handle: (ctx, { query }) => listResources(ctx, query, cards),
  }),
  endpoint({
    method: "post",
    path: "/api/resources",
    summary: "Create a draft at the own campus",
    access: signedIn("resource.create"),
    body: NewResource,
    reply: Resource,
    status: 201,
    replay: answerCreated,
    handle: async (ctx, { body }) => answerCreated(ctx, (await createResource(ctx, body)).id),
  }),
  endpoint({
    method: "get",
    path: "/api/resources/:id",
    summary: "A resource; with draft=true its unpublished next version, for its author",
    access: anyone("resource.read"),
    params: resourceParams,
    query: z.strictObject({ draft: z.enum(["true", "false"]).default("false") }),
    reply: Resource,
    handle: (ctx, { params, query }) =>
      answerResource(ctx, params.id, query.draft === "true" ? "draft" : "current"),
  }),
  endpoint({
    method: "patch",
    path: "/api/resources/:id",
    summary: "Change fields and files of the draft; a published resource gets its next draft",
    access: signedIn("resource.edit"),
    params: resourceParams,
    body: ResourceChange,
    reply: Resource,
    hasRevision: true,
    async handle(ctx, { params, body, ifMatch }) {
      await editDraft(ctx, params.id, body, ifMatch);
      return answerResource(ctx, params.id, "draft");
    },
  }),
  endpoint({
    method: "delete",
    path: "/api/resources/:id/draft",
    summary: "Discard the unpublished changes",
    access: signedIn("resource.edit"),
    params: resourceParams,
    reply: Resource,
    hasRevision: true,
    async handle(ctx, { params, ifMatch }) {
      await discardDraft(ctx, params.id, ifMatch);
      return answerResource(ctx, params.id, "current");
    },
  }),
  endpoint({
    method: "post",
    path: "/api/resources/:id/publish",
    summary: "Publish the draft as the next version and share it",
    access: signedIn("resource.publish"),
    params: resourceParams,
    body: SharingChoice,
    reply: Resource,
    hasRevision: true,
    replay: answerPublished,
    handle: async (ctx, { params, body, ifMatch }) =>
      answerPublished(ctx, (await publishVersion(ctx, params.id, body.sharedWith, ifMatch)).id),
  }),
  endpoint({
    method: "put",
    path: "/api/resources/:id/sharing",
    summary: "Share a published resource more widely or more narrowly",
    access: signedIn("resource.share"),
    params: resourceParams,
    body: SharingChoice,
    reply: Resource,
    hasRevision: true,
    mayBeEmpty: true,
    async handle(ctx, { params, body, ifMatch }) {
      await changeSharing(ctx, params.id, body.sharedWith, ifMatch);
      return answerIfVisible(ctx, params.id);
    },
  }),
  endpoint({
    method: "post",
    path: "/api/resources/:id/archive",
    summary: "Take a resource out of lists and searches; nothing is destroyed",
    access: signedIn("resource.archive"),
    params: resourceParams,
    reply: Resource,
    hasRevision: true,
    mayBeEmpty: true,
    async handle(ctx, { params, ifMatch }) {
      await archiveResource(ctx, params.id, ifMatch);
      return answerIfVisible(ctx, params.id);
    },
  }),
  endpoint({
    method: "post",
    path: "/api/resources/:id/unarchive",
    summary: "Bring an archived resource back",
    access: signedIn("resource.archive"),
    params: resourceParams,
    reply: Resource,
    hasRevision: true,
    async handle(ctx, { params, ifMatch }) {
      await unarchiveResource(ctx, params.id, ifMatch);
      return answerResource(ctx, params.id, "current");
    },
  }),
  endpoint({
    method: "post",
    path: "/api/resources/:id/adapt",
    summary: "Make a draft of one's own from it, which remembers the version it came from",
    access: signedIn("resource.adapt"),
    params: resourceParams,
    body: Adaptation,
    reply: Resource,
    status: 201,
    replay: answerCreated,
    handle: async (ctx, { params, body }) =>
      answerCreated(ctx, (await adaptResource(ctx, params.id, body.campusId)).id),
  }),
];
