import express from "express";
import pg from "pg";

const [databaseUrl, personId, ...scope] = process.argv.slice(2);
const pool = new pg.Pool({
  connectionString: databaseUrl,
  max: 12,
  options: "-c plan_cache_mode=force_generic_plan",
});

/**
 * The same page as the product's, by hand and planned once: each source runs down its own index, then the first 20 are
 * filled in.
 */
const text = `
  with page as (
    select id, published_at from (
      (select shared.id, shared.published_at from unnest($1::uuid[]) as scope (unit_id) cross join lateral (
        select id, published_at from resource
        where published_at is not null and archived_at is null and sharing = 'unit'
          and shared_with_unit_id = scope.unit_id
        order by published_at desc, id desc limit 21) shared)
      union all (select id, published_at from resource
        where published_at is not null and archived_at is null and sharing = 'public'
        order by published_at desc, id desc limit 21)
      union all (select id, published_at from resource
        where published_at is not null and archived_at is null and sharing <> 'public' and author_id = $2
          and coalesce(shared_with_unit_id <> all($1::uuid[]), true)
        order by published_at desc, id desc limit 21)
    ) found order by published_at desc, id desc limit 20)
  select resource.*, version.number, version.title, version.summary, version.kind, version.subject, version.grades,
    version.term, version.edition, version.volume, campus.kind as campus_kind, campus.name as campus_name,
    person.name as author_name, shared.kind as shared_kind, shared.name as shared_name, file.*
  from page join resource using (id)
  join resource_version version on version.id = resource.current_version_id
  join unit campus on campus.id = resource.owner_campus_id
  join person on person.id = resource.author_id
  left join unit shared on shared.id = resource.shared_with_unit_id
  cross join lateral (
    select count(*)::int as file_count, sum(size_bytes)::bigint as size_bytes, min(media_type) as media_type
    from resource_file where version_id = version.id) file
  order by page.published_at desc, page.id desc`;

const app = express();
app.get("/api/resources", async (_request, response) => {
  const { rows } = await pool.query({ name: "list", text, values: [scope, personId] });
  response.json({ items: rows });
});
const server = app.listen(0, "127.0.0.1", () => {
  process.send?.({ port: (server.address() as { port: number }).port });
});
