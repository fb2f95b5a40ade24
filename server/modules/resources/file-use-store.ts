import { type Kysely, sql } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { ResourceId, Sha256 } from "../../ids.ts";

/** A version that holds a file, and where it stands among the versions of its resource. */
export interface FileUse {
  resource_id: ResourceId;
  standing: "current" | "old" | "draft";
  number: number;
  name: string;
  is_archived: boolean;
}

/** Every version that holds these bytes, archived resources too, the current ones first. */
export const listFileUses = async (db: Kysely<Database>, sha256: Sha256): Promise<FileUse[]> => {
  const { rows } = await sql<FileUse>`
    select version.resource_id, version.number, file.name, resource.archived_at is not null as is_archived,
      case when version.id = resource.current_version_id then 'current'
        when version.published_at is null then 'draft' else 'old' end as standing
    from resource_file file
    join resource_version version on version.id = file.version_id
    join resource on resource.id = version.resource_id
    where file.sha256 = ${sha256}
    order by standing, version.resource_id, version.number desc, file.position`.execute(db);
  return rows;
};
