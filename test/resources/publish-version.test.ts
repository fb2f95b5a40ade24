import { describe, expect, test } from "vitest";
import { makePptx } from "../../scripts/make-files/pptx.ts";
import { anonymous, createDraft, publish } from "../support/client.ts";
import { atThreeSchools } from "../support/three-schools.ts";
import { unitOf } from "../support/world.ts";

const schools = atThreeSchools();

describe("publishing a draft", () => {
  test("is refused to the signed-out, hidden from others, and wants a sharing level", async () => {
    const draft = await createDraft(schools.author);
    const path = `/api/resources/${draft.id}/publish`;
    await anonymous(schools.system).post(path).send({ sharedWith: "private" }).expect(401);
    await schools.colleague.post(path).send({ sharedWith: "private" }).expect(404);
    await schools.author.post(path).send({}).expect(400);
    await schools.author.post(path).send({ sharedWith: "everyone" }).expect(400);
  });

  test("shows it to the group it is shared with, and to nobody else", async () => {
    const resource = await publish(schools.author, unitOf("group1").id);
    const seen = await schools.colleague.get(`/api/resources/${resource.id}`).expect(200);
    expect(seen.body.title).toBe(resource.title);
    const missing = await schools.outsider.get(`/api/resources/${resource.id}`).expect(404);
    const unknown = await schools.outsider
      .get("/api/resources/00000000-0000-4000-8000-000000000000")
      .expect(404);
    expect({ ...missing.body, requestId: "" }).toEqual({ ...unknown.body, requestId: "" });
    await anonymous(schools.system).get(`/api/resources/${resource.id}`).expect(404);
  });

  test("sent again with its Idempotency-Key answers the same and publishes nothing more", async () => {
    const draft = await createDraft(schools.author);
    const publishOnce = () =>
      schools.author
        .post(`/api/resources/${draft.id}/publish`)
        .set({ "Idempotency-Key": "publish-once", "If-Match": `"${draft.revision}"` })
        .send({ sharedWith: unitOf("group1").id });
    const first = await publishOnce().expect(200);
    const replies = await Promise.all([publishOnce(), publishOnce(), publishOnce()]);
    for (const { status, body } of replies)
      expect({ status, body }).toEqual({ status: 200, body: first.body });
    const versions = await schools.author.get(`/api/resources/${draft.id}/versions`).expect(200);
    expect(versions.body.items).toHaveLength(1);
  });

  test("for fewer than before leaves totals and facets before the index has heard of it", async () => {
    const made = [];
    for (const number of [1, 2, 3]) {
      made.push(await publish(schools.author, unitOf("group1").id, { title: `收回来的灯塔 ${number}` }));
      schools.system.clock.advance(1000);
    }
    await schools.system.runJobs();
    // A page that does not reach the oldest: what is counted is not looked at there.
    const query = { q: "灯塔", sort: "newest", limit: 1, facets: "true" };
    const count = async () => {
      const { body } = await schools.colleague.get("/api/search").query(query).expect(200);
      const counts = (field: string) => body.facets[field].map((value: { count: number }) => value.count);
      return { total: body.total, campus: counts("campus"), kind: counts("kind") };
    };
    expect(await count()).toEqual({ total: 3, campus: [3], kind: [3] });
    const oldest = `/api/resources/${made[0].id}`;
    await schools.author.patch(oldest).send({ summary: "改过" }).expect(200);
    await schools.author
      .post(`${oldest}/publish`)
      .send({ sharedWith: unitOf("sanxiao").id })
      .expect(200);
    expect(await count()).toEqual({ total: 2, campus: [2], kind: [2] });
  });

  test("makes the words of its third slide findable with the slide's number", async () => {
    const slides = ["认识几分之一", "动手折一折", "蒲公英绒球的降落伞"].map((title) => ({
      title,
      lines: ["说一说"],
    }));
    const file = { name: "分数课件.pptx", bytes: await makePptx({ title: "分数", slides }) };
    await publish(schools.author, unitOf("group1").id, {
      title: "分数课件",
      kind: "courseware",
      files: [file],
    });
    await schools.system.runJobs();
    const found = await schools.colleague.get("/api/search").query({ q: "蒲公英绒球" }).expect(200);
    expect(found.body.hits[0].passages[0]).toMatchObject({
      fileName: "分数课件.pptx",
      page: 3,
      pageKind: "slide",
    });
    const hidden = await schools.outsider.get("/api/search").query({ q: "蒲公英绒球" }).expect(200);
    expect(hidden.body).toMatchObject({ hits: [], total: 0 });
  });
});
