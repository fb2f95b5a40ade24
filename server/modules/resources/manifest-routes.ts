import { type Endpoint, endpoint, signedIn } from "../../http/endpoint.ts";
import { contentDisposition } from "../storage/index.ts";
import { listTerms } from "../vocabulary/index.ts";
import { createRowFinder } from "./find-manifest-row.ts";
import { ManifestReading, ManifestRequest } from "./manifest-schema.ts";
import { readManifest } from "./read-manifest.ts";
import { writeManifestTemplate } from "./write-manifest-template.ts";

const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export const manifestEndpoints = (): Endpoint[] => [
  endpoint({
    method: "get",
    path: "/api/import-manifest",
    summary: "A workbook to fill in that describes the files of an import, with the words it may hold",
    access: signedIn("draft.propose"),
    sends: "bytes",
    async handle(ctx, { response }) {
      const terms = (await listTerms(ctx.db)).filter((term) => term.is_active);
      const workbook = await writeManifestTemplate(terms);
      response
        .set("Content-Disposition", contentDisposition("attachment", "导入清单.xlsx"))
        .set("Cache-Control", "private, no-store")
        .type(xlsx)
        .send(workbook);
    },
  }),
  endpoint({
    method: "post",
    path: "/api/manifest-readings",
    summary:
      "What a filled workbook says of files that are brought with it, and what of it is not understood",
    access: signedIn("draft.propose"),
    body: ManifestRequest,
    reply: ManifestReading,
    async handle(ctx, { body }) {
      const terms = (await listTerms(ctx.db)).filter((term) => term.is_active);
      const manifest = readManifest(body.rows, terms);
      const findRow = createRowFinder(manifest.rows);
      const matches = body.paths.flatMap((path, file) => {
        const row = findRow(path);
        return row ? [{ file, row: row.number }] : [];
      });
      return { ...manifest, matches };
    },
  }),
];
