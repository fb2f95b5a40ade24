import type { z } from "zod";
import type { Context } from "../../context.ts";
import { Unauthenticated } from "../../errors.ts";
import { unitReferenceView } from "../units/index.ts";
import { mostQuarantined, type Quarantine } from "./quarantine-schema.ts";
import { listQuarantinedRows, type QuarantinedRow } from "./quarantine-store.ts";
import { isVisibleTo, ledCampusIds } from "./visibility.ts";

const campusView = (row: QuarantinedRow) =>
  unitReferenceView({
    id: row.campus_id,
    kind: row.campus_kind,
    name: row.campus_name,
    name_en: row.campus_name_en,
  });

/** The files in quarantine that the actor is to know of: the own ones, and as a campus's lead those of the campus. */
export const listQuarantined = async (ctx: Context): Promise<z.input<typeof Quarantine>> => {
  const { actor } = ctx;
  if (actor.kind !== "user") throw new Unauthenticated();
  const scope = { authorId: actor.id, ledCampusIds: ledCampusIds(actor) };
  const rows = await listQuarantinedRows(ctx.db, scope, isVisibleTo(actor), mostQuarantined);
  return {
    items: rows.map((row) => ({
      name: row.name,
      scan: { status: row.status, detail: row.detail },
      foundAt: row.found_at.toISOString(),
      author: { id: row.author_id, name: row.author_name },
      campus: campusView(row),
      isOwn: row.author_id === actor.id,
      resource: row.is_visible ? { id: row.resource_id, title: row.title } : null,
    })),
  };
};
