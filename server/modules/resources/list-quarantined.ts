import { z } from "zod";
import type { Context } from "../../context.ts";
import { Unauthenticated } from "../../errors.ts";
import { decodeCursor, encodeCursor } from "../../http/cursor.ts";
import { unitReferenceView } from "../units/index.ts";
import { canReleaseFinding } from "./policy.ts";
import type { Quarantine, QuarantineQuery } from "./quarantine-schema.ts";
import { listQuarantinedRows, type QuarantinedRow, type QuarantineScope } from "./quarantine-store.ts";
import { isVisibleTo, quarantineUnitIds } from "./visibility.ts";

/** Which quarantined files the actor is to know of: the own ones, and as a lead or administrator those of the units below. */
export const quarantineScope = ({ actor }: Context): QuarantineScope => {
  if (actor.kind !== "user") throw new Unauthenticated();
  return { authorId: actor.id, unitIds: quarantineUnitIds(actor) };
};

const question = "quarantine";
const place = z.object({ foundAt: z.string(), resourceId: z.uuid(), fileId: z.uuid() });

const campusView = (row: QuarantinedRow) =>
  unitReferenceView({
    id: row.campus_id,
    kind: row.campus_kind,
    name: row.campus_name,
    name_en: row.campus_name_en,
  });

export const listQuarantined = async (
  ctx: Context,
  { cursor, limit }: z.output<typeof QuarantineQuery>,
): Promise<z.input<typeof Quarantine>> => {
  const { actor } = ctx;
  const scope = quarantineScope(ctx);
  const after = cursor ? decodeCursor(question, cursor, place) : null;
  const rows = await listQuarantinedRows(ctx.db, scope, isVisibleTo(actor), { after, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map((row) => ({
      fileId: row.file_id,
      name: row.name,
      scan: { status: row.status, detail: row.detail },
      foundAt: row.found_at.toISOString(),
      author: { id: row.author_id, name: row.author_name },
      campus: campusView(row),
      isOwn: row.author_id === scope.authorId,
      resource: row.is_visible ? { id: row.resource_id, title: row.title } : null,
      can: { release: canReleaseFinding(actor, row.campus_path) },
    })),
    nextCursor: last
      ? encodeCursor(question, { foundAt: last.found, resourceId: last.resource_id, fileId: last.file_id })
      : null,
    total: rows[0]?.total ?? 0,
  };
};
