import { type Kysely, type RawBuilder, sql } from "kysely";
import { prepared } from "../../db/prepared.ts";
import type { Database } from "../../db/schema.ts";
import type { Suggestion } from "./search-index.ts";

/**
 * Those of these suggestions, in their order, whose resource meets the condition, is published, and still has what is
 * suggested; with the words as they are today.
 */
export const keepTrueSuggestions = async (
  db: Kysely<Database>,
  suggestions: readonly Suggestion[],
  isVisible: RawBuilder<boolean>,
): Promise<Suggestion[]> => {
  if (suggestions.length === 0) return [];
  const column = <Field extends keyof Suggestion>(field: Field) => suggestions.map((one) => one[field]);
  const { rows } = await sql<Suggestion>`${prepared}
    select asked.kind, asked.key, asked.resource_id as "resourceId",
      case asked.kind when 'title' then version.title when 'lesson' then node.title
        when 'author' then person.name else campus.name end as text
    from unnest(${column("kind")}::text[], ${column("key")}::text[], ${column("resourceId")}::uuid[])
      with ordinality as asked (kind, key, resource_id, place)
    join resource on resource.id = asked.resource_id
    join resource_version version on version.id = resource.current_version_id
    join person on person.id = resource.author_id
    join unit campus on campus.id = resource.owner_campus_id
    left join textbook_node node on node.id = version.textbook_node_id
    where resource.published_at is not null and resource.archived_at is null and ${isVisible}
      and asked.key = case asked.kind when 'title' then resource.id when 'lesson' then node.id
        when 'author' then person.id else campus.id end::text
    order by asked.place`.execute(db);
  return rows;
};
