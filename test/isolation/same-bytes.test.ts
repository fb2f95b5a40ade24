import { afterAll, beforeAll, expect, test } from "vitest";
import { makePlainText } from "../../scripts/make-files/text.ts";
import { publish, seedPeople, signedIn } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";

let system: TestSystem;

beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
});
afterAll(() => system.stop());

const bytes = makePlainText({ title: "口算练习", paragraphs: ["蒲公英口算三十题"] });

test("what another group published does not show in how soon the same bytes have text, nor in what they are", async () => {
  const [stranger, teacher] = await Promise.all([
    signedIn(system, "erxiao.teacher"),
    signedIn(system, "sanxiao.teacher"),
  ]);
  // The other group's name for the bytes is a lie: it must not decide for everybody.
  await publish(stranger, "private", { title: "别的集团", files: [{ name: "口算练习.pdf", bytes }] });
  await system.runJobs();

  const mine = await publish(teacher, unitOf("group1").id, {
    title: "口算",
    files: [{ name: "口算练习.txt", bytes }],
  });
  expect(mine.files[0].text.status).toBe("waiting");
  await system.runJobs();
  const read = await teacher.get(`/api/resources/${mine.id}`).expect(200);
  expect(read.body.files[0].text).toMatchObject({ status: "ready", reason: null });
  const found = await teacher.get("/api/search").query({ q: "蒲公英口算" }).expect(200);
  expect(found.body.hits.map((hit: { resource: { id: string } }) => hit.resource.id)).toEqual([mine.id]);
});

test("a next version with the same files keeps its text at once", async () => {
  const teacher = await signedIn(system, "sanxiao.teacher");
  const [{ id }] = (await teacher.get("/api/resources").query({ view: "mine" }).expect(200)).body.items;
  await teacher.patch(`/api/resources/${id}`).send({ title: "口算（二）" }).expect(200);
  const next = await teacher
    .post(`/api/resources/${id}/publish`)
    .send({ sharedWith: unitOf("group1").id })
    .expect(200);
  expect(next.body.files[0].text.status).toBe("ready");
});
