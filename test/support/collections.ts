import { sql } from "kysely";
import { type Client, createDraft, publish } from "./client.ts";
import type { TestSystem } from "./system.ts";
import { personOf, unitOf } from "./world.ts";

// biome-ignore lint/suspicious/noExplicitAny: replies are held to their shapes by the server itself.
type Reply = any;

/** Files of drafts are no part of what is tested with them. */
const bare = { files: [] };

export const draftOf = async (client: Client, title: string): Promise<string> =>
  (await createDraft(client, { title, ...bare })).id;

export const publishOf = async (client: Client, sharedWith: string, title: string): Promise<string> =>
  (await publish(client, sharedWith, { title, files: [{ name: "教案.txt", bytes: Buffer.from(title) }] })).id;

/** So many published resources of 三小校区's teacher, shared with the campus; without files, for speed. */
export const seedPublished = async ({ ctx }: TestSystem, count: number): Promise<string[]> => {
  const [campusId, authorId] = [unitOf("sanxiao").id, personOf("sanxiao.teacher").id];
  const made = await sql<{ id: string }>`insert into resource (id, owner_campus_id, author_id)
    select gen_random_uuid(), ${campusId}::uuid, ${authorId}::uuid from generate_series(1, ${count}::int)
    returning id`.execute(ctx.db);
  const ids = made.rows.map(({ id }) => id);
  await sql`insert into resource_version (id, resource_id, number, title, kind, edited_by, published_at)
    select gen_random_uuid(), made.id, 1, '第' || made.place || '课', 'lesson-plan', ${authorId}::uuid, now()
    from unnest(${ids}::uuid[]) with ordinality as made (id, place)`.execute(ctx.db);
  await sql`update resource set sharing = 'unit', shared_with_unit_id = ${campusId}::uuid, published_at = now(),
    current_version_id = version.id from resource_version version
    where version.resource_id = resource.id and resource.id = any(${ids}::uuid[])`.execute(ctx.db);
  return ids;
};

export const createCollection = async (
  client: Client,
  unitId: string,
  title: string,
  fields: object = {},
): Promise<Reply> =>
  (
    await client
      .post("/api/collections")
      .send({ unitId, title, ...fields })
      .expect(201)
  ).body;

export const readCollection = async (client: Client, id: string): Promise<Reply> =>
  (await client.get(`/api/collections/${id}`).expect(200)).body;

export const take = (client: Client, id: string, state: string, reason?: string) =>
  client.put(`/api/collections/${id}/state`).send({ state, ...(reason ? { reason } : {}) });

export const gather = async (client: Client, folders: Record<string, string[]>): Promise<Reply[]> => {
  const given = Object.entries(folders).map(([path, resources]) => ({ path, resources }));
  return (await client.post("/api/collection-proposals").send({ folders: given }).expect(200)).body.items;
};

/** What somebody sees of a collection: of each section in order its line of titles, and the titles in it. */
export const outlineOf = async (client: Client, id: string): Promise<Record<string, string[]>> => {
  const collection = await readCollection(client, id);
  const titlesIn = async (section?: string) => {
    const query = section ? `?section=${section}` : "";
    const { body } = await client.get(`/api/collections/${id}/entries${query}`).expect(200);
    return body.items.map((entry: Reply) => entry.resource.title);
  };
  const outline: Record<string, string[]> = { "": await titlesIn() };
  const lines = new Map<string | null, string>([[null, ""]]);
  for (const { id, parentId, title } of collection.sections) {
    const line = `${lines.get(parentId)}/${title}`;
    lines.set(id, line);
    outline[line] = await titlesIn(id);
  }
  return outline;
};

/** A valid body for each changing endpoint of collections, so that only the id can be what is wrong. */
export const collectionBodies: Record<string, object> = {
  "patch /api/collections/:id": { title: "改" },
  "put /api/collections/:id/state": { state: "waiting" },
  "post /api/collections/:id/sections": { title: "第一单元" },
  "patch /api/collections/:id/sections/:sectionId": { title: "改" },
  "put /api/collections/:id/entries/:resourceId": {},
};
