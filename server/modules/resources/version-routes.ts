import { z } from "zod";
import { anyone, type Endpoint, endpoint, signedIn } from "../../http/endpoint.ts";
import { id } from "../../http/shapes.ts";
import { listFilePassages } from "./get-file.ts";
import { getLineage } from "./get-lineage.ts";
import { getVersion, listVersions } from "./list-versions.ts";
import { restoreVersion } from "./restore-version.ts";
import { answerPublished, resourceParams } from "./routes.ts";
import { Lineage, PassageShape, Resource, Version, VersionSummary } from "./schema.ts";
import { sendResourceBundle, sendResourceFile } from "./send-file.ts";

const versionNumber = z.coerce.number().int().min(1).max(2_000_000_000);
const versionParams = z.object({ id: id<"resource">(), number: versionNumber });
const fileParams = z.object({ id: id<"resource">(), fileId: id<"file">() });

export const versionEndpoints = (): Endpoint[] => [
  endpoint({
    method: "get",
    path: "/api/resources/:id/versions",
    summary: "The published versions, newest first",
    access: anyone("resource.read"),
    params: resourceParams,
    reply: z.object({ items: z.array(VersionSummary) }),
    handle: async (ctx, { params }) => ({ items: await listVersions(ctx, params.id) }),
  }),
  endpoint({
    method: "get",
    path: "/api/resources/:id/versions/:number",
    summary: "One published version with its files",
    access: anyone("resource.read"),
    params: versionParams,
    reply: Version,
    handle: (ctx, { params }) => getVersion(ctx, params.id, params.number),
  }),
  endpoint({
    method: "post",
    path: "/api/resources/:id/versions/:number/restore",
    summary: "Publish an older version again, as the next one",
    access: signedIn("resource.publish"),
    params: versionParams,
    reply: Resource,
    hasRevision: true,
    replay: answerPublished,
    handle: async (ctx, { params, ifMatch }) =>
      answerPublished(ctx, (await restoreVersion(ctx, params.id, params.number, ifMatch)).id),
  }),
  endpoint({
    method: "get",
    path: "/api/resources/:id/lineage",
    summary: "What it was adapted from, and how often and where it was adapted",
    access: anyone("resource.read"),
    params: resourceParams,
    reply: Lineage,
    handle: (ctx, { params }) => getLineage(ctx, params.id),
  }),
  endpoint({
    method: "get",
    path: "/api/resources/:id/files/:fileId",
    summary: "The bytes of a file, under its name; with ranges and validators",
    access: anyone("resource.read"),
    params: fileParams,
    query: z.strictObject({ disposition: z.enum(["attachment", "inline"]).default("attachment") }),
    sends: "bytes",
    async handle(ctx, { params, query, request, response }) {
      const isInline = query.disposition === "inline";
      await sendResourceFile(ctx, request, response, {
        resourceId: params.id,
        fileId: params.fileId,
        isInline,
      });
    },
  }),
  endpoint({
    method: "get",
    path: "/api/resources/:id/files/:fileId/passages",
    summary: "The text of a file by page, slide, sheet or section",
    access: anyone("resource.read"),
    params: fileParams,
    reply: z.object({ items: z.array(PassageShape) }),
    handle: async (ctx, { params }) => ({ items: await listFilePassages(ctx, params.id, params.fileId) }),
  }),
  endpoint({
    method: "get",
    path: "/api/resources/:id/bundle",
    summary: "All files of a version as one zip",
    access: anyone("resource.read"),
    params: resourceParams,
    query: z.strictObject({ version: versionNumber.optional() }),
    sends: "bytes",
    async handle(ctx, { params, query, request, response }) {
      await sendResourceBundle(ctx, request, response, { resourceId: params.id, number: query.version });
    },
  }),
];
