import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { ResourceId } from "../../ids.ts";

type Db = Kysely<Database>;

export interface Likeness {
  textbookNodeId: string | null;
  subject: string | null;
  grades: string[];
}

/** Published resources of the same lesson, then of the same subject and a grade in common, newest first. */
export const listAlike = async (
  db: Db,
  { textbookNodeId, subject, grades }: Likeness,
  except: readonly ResourceId[],
  isVisible: RawBuilder<boolean>,
  limit: number,
): Promise<ResourceId[]> => {
  const { rows } = await sql<{ id: ResourceId }>`
    select resource.id from resource
    join resource_version version on version.id = resource.current_version_id
    where resource.published_at is not null and resource.archived_at is null and ${isVisible}
      and resource.id <> all(${[...except]}::uuid[])
      and (version.textbook_node_id = ${textbookNodeId}::uuid
        or version.subject = ${subject}::text and version.grades && ${grades}::text[])
    order by version.textbook_node_id is not distinct from ${textbookNodeId}::uuid desc,
      resource.published_at desc, resource.id desc
    limit ${limit}`.execute(db);
  return rows.map((row) => row.id);
};
