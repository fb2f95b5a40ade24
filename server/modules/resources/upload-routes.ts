import type { Request, Response } from "express";
import { z } from "zod";
import type { Context } from "../../context.ts";
import { NotFound, TooLarge } from "../../errors.ts";
import { Answer, type Endpoint, endpoint, signedIn } from "../../http/endpoint.ts";
import { id, listOf } from "../../http/shapes.ts";
import { receiveFile } from "../../http/upload.ts";
import type { UploadId } from "../../ids.ts";
import { createBlobEngine, multerNameOptions, storedUploadOf } from "../storage/index.ts";
import { chooseCampus } from "./create-resource.ts";
import { removeUpload } from "./file-store.ts";
import { Upload } from "./schema.ts";
import { getOwnUpload, listOwnUploadViews, storeUpload } from "./store-upload.ts";
import { type Allowance, allowanceOf, allowanceOfSentAgain } from "./upload-allowance.ts";

/** What surrounds one file in a multipart body is never more than this. */
const envelopeBytes = 64 * 1024;

const declaredBytes = (request: Request): number => Number(request.get("content-length") ?? 0);

/** The file of the request, stored. Refused before any of it travels where its own length says that it is too much. */
const receiveWithin = async (ctx: Context, request: Request, response: Response, allowance: Allowance) => {
  const mostBytes = allowance.bytes + envelopeBytes;
  if (declaredBytes(request) > mostBytes) throw allowance.refusal();
  const storageOf = (refuse: (error: Error) => void) =>
    createBlobEngine({
      blobs: ctx.blobs,
      maxBytes: () => allowance.bytes,
      onRefused: (_request, error) => refuse(error instanceof TooLarge ? allowance.refusal() : error),
    });
  const { refusal: tooLarge } = allowance;
  return receiveFile(request, response, { storageOf, mostBytes, tooLarge, nameOptions: multerNameOptions });
};

export const uploadEndpoints = (): Endpoint[] => [
  endpoint({
    method: "post",
    path: "/api/uploads",
    summary: 'Upload one file (multipart, field "file"); attach it to a draft afterwards',
    access: signedIn("upload.create"),
    query: z.strictObject({ campusId: id<"unit">().optional() }),
    reply: Upload,
    status: 201,
    accepts: "multipart",
    replay: async (ctx, uploadId) =>
      new Answer(await getOwnUpload(ctx, uploadId as UploadId), { status: 201 }),
    async handle(ctx, { query, request, response }) {
      const campusId = chooseCampus(ctx, query.campusId);
      const allowance = (await allowanceOfSentAgain(ctx)) ?? (await allowanceOf(ctx, campusId));
      const file = await receiveWithin(ctx, request, response, allowance);
      return storeUpload(ctx, campusId, storedUploadOf(file));
    },
  }),
  endpoint({
    method: "get",
    path: "/api/uploads",
    summary: "Those of these uploads that are one's own and still wait for a draft",
    access: signedIn("upload.read"),
    query: z.strictObject({ id: listOf(id<"upload">()) }),
    reply: z.object({ items: z.array(Upload) }),
    handle: async (ctx, { query }) => ({ items: await listOwnUploadViews(ctx, query.id ?? []) }),
  }),
  endpoint({
    method: "get",
    path: "/api/uploads/:id",
    summary: "An upload of one's own that still waits for a draft",
    access: signedIn("upload.read"),
    params: z.object({ id: id<"upload">() }),
    reply: Upload,
    handle: (ctx, { params }) => getOwnUpload(ctx, params.id),
  }),
  endpoint({
    method: "delete",
    path: "/api/uploads/:id",
    summary: "Forget an upload; its bytes go with the next sweep unless something uses them",
    access: signedIn("upload.remove"),
    params: z.object({ id: id<"upload">() }),
    async handle(ctx, { params }) {
      if (ctx.actor.kind !== "user" || !(await removeUpload(ctx.db, ctx.actor.id, params.id)))
        throw new NotFound();
    },
  }),
];
