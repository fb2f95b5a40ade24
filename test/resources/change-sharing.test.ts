import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anonymous, type Client, createDraft, publish, seedPeople, signedIn } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";

let system: TestSystem;
let author: Client;
let readers: Record<string, Client>;
const readerNames = ["sanxiao.math", "yixiao.teacher", "erxiao.teacher", "hongqi.teacher"];
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  author = await signedIn(system, "sanxiao.teacher");
  readers = {};
  for (const name of readerNames) readers[name] = await signedIn(system, name);
  readers.public = anonymous(system);
});
afterAll(() => system.stop());

const share = (resource: { id: string }, sharedWith: unknown, client = author) =>
  client.put(`/api/resources/${resource.id}/sharing`).send({ sharedWith });

/** Who of the readers can open it; the list and the search must agree. */
const whoSees = async (resource: { id: string }): Promise<string[]> => {
  await system.runJobs();
  const seeing = [];
  for (const [name, client] of Object.entries(readers)) {
    const { status } = await client.get(`/api/resources/${resource.id}`);
    const list = await client.get("/api/resources").query({ limit: 100 });
    const found = await client.get("/api/search").query({ limit: 50 });
    const isListed = list.body.items.some((item: { id: string }) => item.id === resource.id);
    const isFound = found.body.hits.some(
      (hit: { resource: { id: string } }) => hit.resource.id === resource.id,
    );
    expect({ name, isListed, isFound }).toEqual({ name, isListed: status === 200, isFound: status === 200 });
    if (status === 200) seeing.push(name);
  }
  return seeing;
};

describe("sharing", () => {
  test("is refused to the signed-out, to readers, to outsiders and of drafts, and held to its shape", async () => {
    const resource = await publish(author, unitOf("group1").id);
    await share(resource, "private", anonymous(system)).expect(401);
    await share(resource, "private", readers["yixiao.teacher"]).expect(403);
    await share(resource, "private", readers["erxiao.teacher"]).expect(404);
    await share(await createDraft(author), unitOf("group1").id).expect(403);
    for (const value of [undefined, null, "", "everyone", 1, [unitOf("group1").id], { unit: "x" }])
      await share(resource, value).expect(400);
  });

  test("wider and narrower holds with the next request, in lists and searches too", async () => {
    const resource = await publish(author, "private");
    expect(await whoSees(resource)).toEqual([]);
    await share(resource, unitOf("sanxiao").id).expect(200);
    expect(await whoSees(resource)).toEqual(["sanxiao.math"]);
    await share(resource, unitOf("group1").id).expect(200);
    expect(await whoSees(resource)).toEqual(["sanxiao.math", "yixiao.teacher"]);
    const lead = await signedIn(system, "sanxiao.lead");
    await share(resource, unitOf("xinping").id, lead).expect(200);
    expect(await whoSees(resource)).toEqual(["sanxiao.math", "yixiao.teacher", "erxiao.teacher"]);
    await share(resource, "public", lead).expect(200);
    expect(await whoSees(resource)).toEqual([...readerNames, "public"]);
    await share(resource, unitOf("sanxiao").id, lead).expect(200);
    expect(await whoSees(resource)).toEqual(["sanxiao.math"]);
  });

  test("narrower is out of searches before the index has heard of it", async () => {
    const resource = await publish(author, unitOf("group1").id, { title: "收回来的独木舟" });
    await system.runJobs();
    const search = () =>
      (readers["yixiao.teacher"] as Client).get("/api/search").query({ q: "独木舟" }).expect(200);
    expect((await search()).body.total).toBe(1);
    await share(resource, unitOf("sanxiao").id).expect(200);
    expect((await search()).body).toMatchObject({ total: 0, hits: [] });
  });

  test("with a unit that is not above the campus is refused in the same words whether or not it exists", async () => {
    const resource = await publish(author, "private");
    const replies = [];
    for (const unit of [
      unitOf("yixiao").id,
      unitOf("group2").id,
      unitOf("longnan").id,
      "00000000-0000-4000-8000-000000000000",
    ]) {
      const refused = await share(resource, unit).expect(400);
      expect(refused.body).toMatchObject({ code: "sharing.unit", fields: [{ path: "sharedWith" }] });
      replies.push({ ...refused.body, requestId: "" });
    }
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
  });

  test("reaches as far as the role does, as the page says beforehand", async () => {
    const resource = await publish(author, unitOf("group1").id);
    const own = (await author.get(`/api/resources/${resource.id}`).expect(200)).body;
    expect(own.can.shareWith).toEqual(["private", unitOf("sanxiao").id, unitOf("group1").id]);
    expect((await share(resource, unitOf("xinping").id).expect(403)).body.code).toBe("sharing.level");
    await share(resource, "public").expect(403);
    for (const username of ["sanxiao.lead", "group1.lead", "group1.research", "sanxiao.research"]) {
      const lead = await signedIn(system, username);
      const seen = (await lead.get(`/api/resources/${resource.id}`).expect(200)).body;
      expect(seen.can.shareWith).toContain("public");
      await share(resource, unitOf("xinping").id, lead).expect(200);
    }
    const officer = await signedIn(system, "xinping.officer");
    expect((await officer.get(`/api/resources/${resource.id}`).expect(200)).body.can.shareWith).toEqual([]);
    await share(resource, "private", officer).expect(403);
  });

  test("a lead takes back what is not fit, to where the lead can no longer see it", async () => {
    const resource = await publish(author, unitOf("group1").id);
    const lead = await signedIn(system, "sanxiao.lead");
    await share(resource, "private", lead).expect(204);
    await lead.get(`/api/resources/${resource.id}`).expect(404);
    expect((await author.get(`/api/resources/${resource.id}`).expect(200)).body.sharedWith).toBe("private");
  });
});

describe("archiving", () => {
  const act = (resource: { id: string }, action: "archive" | "unarchive", client = author) =>
    client.post(`/api/resources/${resource.id}/${action}`);

  test("is refused to the signed-out, to readers and outsiders", async () => {
    const resource = await publish(author, unitOf("group1").id);
    for (const action of ["archive", "unarchive"] as const) {
      await act(resource, action, anonymous(system)).expect(401);
      await act(resource, action, readers["yixiao.teacher"]).expect(403);
      await act(resource, action, readers["erxiao.teacher"]).expect(404);
    }
  });

  test("takes it out of lists and searches and destroys nothing; unarchiving brings it back", async () => {
    const resource = await publish(author, unitOf("group1").id);
    expect(await whoSees(resource)).toEqual(["sanxiao.math", "yixiao.teacher"]);
    const archived = await act(resource, "archive").expect(200);
    expect(archived.body).toMatchObject({
      status: "archived",
      files: resource.files.map(({ id, sha256 }: { id: string; sha256: string }) => ({ id, sha256 })),
      can: { edit: false, publish: false },
    });
    expect(await whoSees(resource)).toEqual([]);
    await author.patch(`/api/resources/${resource.id}`).send({ title: "改" }).expect(403);
    expect((await act(resource, "archive").expect(200)).body.revision).toBe(archived.body.revision);
    const pile = await author.get("/api/resources").query({ view: "archived" }).expect(200);
    expect(pile.body.items.map((item: { id: string }) => item.id)).toContain(resource.id);
    expect((await act(resource, "unarchive").expect(200)).body.status).toBe("published");
    expect(await whoSees(resource)).toEqual(["sanxiao.math", "yixiao.teacher"]);
  });

  test("by the campus's lead can be undone by the lead; drafts are none of a lead's business", async () => {
    const lead = await signedIn(system, "sanxiao.lead");
    const resource = await publish(author, unitOf("group1").id);
    await act(resource, "archive", lead).expect(200);
    await act(resource, "unarchive", lead).expect(200);
    const draft = await createDraft(author);
    await act(draft, "archive", lead).expect(404);
    expect((await act(draft, "archive").expect(200)).body.status).toBe("archived");
    expect((await act(draft, "unarchive").expect(200)).body.status).toBe("draft");
  });
});
