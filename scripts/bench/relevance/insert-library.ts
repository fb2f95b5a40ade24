import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Context } from "../../../server/context.ts";
import { inTransaction } from "../../../server/db/transaction.ts";
import type { PersonId } from "../../../server/ids.ts";
import { seedTextbookNodes, stableId } from "../../../server/modules/vocabulary/index.ts";
import { people, units } from "../../demo-world/world.ts";
import { unitId } from "../../seed-units.ts";
import { insertRows } from "../insert-described.ts";
import type { JudgedResource } from "./describe-library.ts";

/** Bounded, because a statement has only some seconds. */
const atOnce = 500;
const firstDay = Date.UTC(2025, 8, 1);
const hourMs = 3_600_000;

export const resourceIdOf = (key: string): string => stableId("relevance", "resource", key);

const authorOf = (username: string) => {
  const person = people.find((one) => one.username === username);
  const unit = units.find((one) => one.key === person?.postings[0]?.unitKey);
  if (!person || !unit) throw new Error(`The demonstration world has no teacher ${username}.`);
  const campus = unit.kind === "campus" ? unit : units.find((one) => one.key === "yixiao");
  return { id: person.id as PersonId, campusId: campus?.id };
};

const nodeOf = ({ subject, edition, grade, volume, unit, lesson }: JudgedResource): string | null => {
  const inBook = seedTextbookNodes.filter(
    (node) =>
      node.subject === subject && node.edition === edition && node.grade === grade && node.volume === volume,
  );
  const units = new Set(inBook.filter((node) => node.title === unit).map((node) => node.id));
  return inBook.find((node) => node.title === lesson && units.has(node.parent_id ?? ""))?.id ?? null;
};

const rowsOf = (resource: JudgedResource, index: number) => {
  const { key, kind, title, summary, keywords, subject, grade, volume, edition, passages } = resource;
  const [id, versionId] = [resourceIdOf(key), stableId("relevance", "version", key)];
  const author = authorOf(resource.by);
  const isSlides = kind === "courseware";
  const extension = isSlides ? "pptx" : "docx";
  const sha256 = createHash("sha256").update(key).digest("hex");
  const mediaType = `application/vnd.openxmlformats-officedocument.${
    isSlides ? "presentationml.presentation" : "wordprocessingml.document"
  }`;
  // None is newer or more used than another to any effect: words are what is judged.
  const created_at = new Date(firstDay + index * hourMs).toISOString();
  const term = volume ? `2025-2026-${volume}` : null;
  const file = { sha256, media_type: mediaType, size_bytes: 40_000 };
  return {
    blob: file,
    resource: {
      id,
      owner_campus_id: author.campusId,
      author_id: author.id,
      sharing: resource.sharedWith ? "unit" : "public",
      shared_with_unit_id: resource.sharedWith ? unitId(resource.sharedWith) : null,
      adaptation_count: 0,
      revision: 1,
      created_at,
      updated_at: created_at,
    },
    version: {
      id: versionId,
      resource_id: id,
      number: 1,
      ...{ title, summary, kind, subject, term, edition, volume, keywords, created_at },
      grades: grade ? [grade] : [],
      textbook_node_id: nodeOf(resource),
      language: "zh-CN",
      edited_by: author.id,
    },
    file: {
      id: stableId("relevance", "file", key),
      version_id: versionId,
      position: 0,
      name: `${title.replace(/\.pptx?$/, "").slice(0, 80)}.${extension}`,
      ...file,
    },
    text: { sha256, status: "ready", page_count: passages.length },
    passages: passages.map(({ page, text }, position) => ({
      ...{ sha256, position, page, text },
      page_kind: isSlides ? "slide" : "page",
    })),
  };
};

/** Puts the library into the tables as published resources. The demonstration world's units and people are there. */
export const insertLibrary = async (ctx: Context, library: readonly JudgedResource[]): Promise<void> => {
  for (let first = 0; first < library.length; first += atOnce) {
    const rows = library.slice(first, first + atOnce).map((resource, at) => rowsOf(resource, first + at));
    await inTransaction(ctx, async (ctx) => {
      await insertRows(
        ctx,
        "blob",
        rows.map((one) => one.blob),
      );
      await insertRows(
        ctx,
        "resource",
        rows.map((one) => one.resource),
      );
      await insertRows(
        ctx,
        "resource_version",
        rows.map((one) => one.version),
      );
      await insertRows(
        ctx,
        "resource_file",
        rows.map((one) => one.file),
      );
      await insertRows(
        ctx,
        "file_text",
        rows.map((one) => one.text),
      );
      await insertRows(
        ctx,
        "file_passage",
        rows.flatMap((one) => one.passages),
      );
    });
  }
  // Afterwards, since a published version takes no more files.
  await sql`update resource_version set published_at = created_at`.execute(ctx.db);
  await sql`update resource set published_at = resource.created_at, current_version_id = version.id
    from resource_version version where version.resource_id = resource.id`.execute(ctx.db);
};
