import type { Request as ExpressRequest, Response as ExpressResponse } from "express";
import { z } from "zod";
import type { Context } from "../../context.ts";
import { NotFound } from "../../errors.ts";
import { type Answer, anyone, type Endpoint, endpoint, signedIn } from "../../http/endpoint.ts";
import { id } from "../../http/shapes.ts";
import { toAnswer, toWebRequest } from "../../http/web-exchange.ts";
import type { UnitId, UploadId } from "../../ids.ts";
import { checksumAlgorithms, createChunkVerifier } from "../storage/index.ts";
import { beginResumable } from "./begin-resumable.ts";
import { chooseCampus } from "./create-resource.ts";
import { RunningHashes } from "./running-hashes.ts";
import { exchange, findTusSubject, mostVerifiedAtOnceBytes, readChecksum } from "./tus-exchange.ts";
import { type TusParts, type TusRequest, tusPath } from "./tus-server.ts";
import { UploadLeases } from "./upload-leases.ts";

const requestHeaders = [
  "Tus-Resumable",
  "Upload-Length",
  "Upload-Offset",
  "Upload-Metadata",
  "Upload-Defer-Length",
  "Upload-Concat",
  "Content-Type",
  "Content-Length",
];
const responseHeaders = [
  "Location",
  "Cache-Control",
  "Upload-Offset",
  "Upload-Length",
  "Tus-Resumable",
  "Tus-Version",
  "Tus-Extension",
  "Tus-Max-Size",
];

const version = { "Tus-Resumable": "Always 1.0.0" };
const checksum = { "Upload-Checksum": `Of the bytes sent: ${checksumAlgorithms.join(" or ")}, then Base64` };
const params = z.object({ id: id<"upload">() });

interface Exchanged {
  request: ExpressRequest;
  response: ExpressResponse;
}

const answer = async (
  ctx: Context,
  parts: TusParts,
  { request, response }: Exchanged,
  path: string,
  about: Pick<TusRequest, "subject" | "begin" | "maxBytes">,
): Promise<Answer<undefined>> => {
  response.set("Tus-Resumable", "1.0.0");
  const chunkBytes = Number(request.get("content-length") ?? Number.POSITIVE_INFINITY);
  const asked = { ...about, checksum: readChecksum(request.get("upload-checksum"), chunkBytes) };
  const incoming = toWebRequest(request, path, requestHeaders);
  const replied = await exchange(ctx, parts, incoming, asked);
  const { subject } = replied;
  const answered = toAnswer(request, replied.response, responseHeaders);
  if (subject?.state === "unfinished" && request.method !== "DELETE") {
    answered.headers["Upload-Expires"] = subject.row.expires_at.toUTCString();
    if (request.method === "HEAD") answered.headers["Upload-Metadata"] = subject.row.metadata;
  }
  return answered;
};

/** About one upload. If another request finishes it while this one waits for its turn, it is a finished one then. */
const answerAbout = async (
  ctx: Context,
  parts: TusParts,
  uploadId: UploadId,
  exchanged: Exchanged,
): Promise<Answer<undefined>> => {
  const path = `${tusPath}/${uploadId}`;
  const subject = await findTusSubject(ctx, uploadId);
  try {
    return await answer(ctx, parts, exchanged, path, { subject });
  } catch (error) {
    if (!(error instanceof NotFound) || subject.state === "finished") throw error;
    const later = await findTusSubject(ctx, uploadId);
    if (later.state === "unfinished") throw error;
    return answer(ctx, parts, exchanged, path, { subject: later });
  }
};

/** Resumable uploads by the tus protocol, version 1.0.0. The id in an upload's address is that of the upload it becomes. */
export const tusEndpoints = (
  parts: TusParts = {
    leases: new UploadLeases(),
    hashes: new RunningHashes(),
    verifyChunk: createChunkVerifier(mostVerifiedAtOnceBytes),
  },
): Endpoint[] => [
  endpoint({
    method: "options",
    path: tusPath,
    summary: "What of the tus protocol is understood here",
    access: anyone("upload.ask"),
    async handle(ctx, { request, response }) {
      response.set("Tus-Checksum-Algorithm", checksumAlgorithms.join(","));
      const { maxBytes } = ctx.config.uploads;
      return answer(ctx, parts, { request, response }, tusPath, { subject: null, maxBytes });
    },
  }),
  endpoint({
    method: "post",
    path: tusPath,
    summary:
      "Begin a resumable upload (tus); Location is its address, and the id in it that of the later upload",
    access: signedIn("upload.create"),
    query: z.strictObject({ campusId: id<"unit">().optional() }),
    headers: {
      ...version,
      ...checksum,
      "Upload-Length": "Size of the file in bytes",
      "Upload-Metadata": "With the key filename",
    },
    status: 201,
    async handle(ctx, { query, request, response }) {
      const campusId: UnitId = chooseCampus(ctx, query.campusId);
      const metadata = request.get("upload-metadata") ?? "";
      const begin = (uploadId: UploadId, sizeBytes: number) =>
        beginResumable(ctx, { id: uploadId, campusId, sizeBytes, metadata });
      return answer(ctx, parts, { request, response }, tusPath, { subject: null, begin });
    },
  }),
  endpoint({
    method: "head",
    path: `${tusPath}/:id`,
    summary: "How much of a resumable upload of one's own has arrived (Upload-Offset)",
    access: signedIn("upload.read"),
    params,
    headers: version,
    status: 200,
    handle: (ctx, { params, ...exchanged }) => answerAbout(ctx, parts, params.id, exchanged),
  }),
  endpoint({
    method: "patch",
    path: `${tusPath}/:id`,
    summary:
      "Add bytes at the end of a resumable upload; after the last one, GET /api/uploads/{id} answers the upload",
    access: signedIn("upload.create"),
    params,
    headers: {
      ...version,
      ...checksum,
      "Upload-Offset": "Where the bytes begin, which is where the upload ends",
    },
    accepts: "bytes",
    handle: (ctx, { params, ...exchanged }) => answerAbout(ctx, parts, params.id, exchanged),
  }),
  endpoint({
    method: "delete",
    path: `${tusPath}/:id`,
    summary: "Give up a resumable upload, finished or not",
    access: signedIn("upload.remove"),
    params,
    headers: version,
    handle: (ctx, { params, ...exchanged }) => answerAbout(ctx, parts, params.id, exchanged),
  }),
];
