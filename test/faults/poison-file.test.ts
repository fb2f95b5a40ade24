import { afterAll, beforeAll, expect, it } from "vitest";
import { makeOfficePackage } from "../../scripts/make-files/office-package.ts";
import { type Client, publish, seedPeople, signedIn } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";

let system: TestSystem;
let author: Client;
let colleague: Client;
beforeAll(async () => {
  system = await startTestSystem({ extractor: { limits: { heapMb: 16, memoryMb: 2000 } } });
  await seedPeople(system);
  author = await signedIn(system, "sanxiao.teacher");
  colleague = await signedIn(system, "yixiao.teacher");
});
afterAll(() => system.stop());

const contentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
/** Small as a file, and more than its reader's heap once read. */
const makePoison = () =>
  makeOfficePackage("", [
    { name: "word/document.xml", contentType, xml: `<d><p>${"<t>字</t>".repeat(6_000_000)}</p></d>` },
  ]);

it("a file that exhausts its reader fails alone: findable by its fields, its owner told, the others read", async () => {
  const group = unitOf("group1").id;
  const poison = await publish(author, group, {
    title: "带毒的教案",
    files: [{ name: "毒.docx", bytes: await makePoison() }],
  });
  const sound = await publish(author, group, { title: "无毒的教案", text: "解药是金银花" });
  await system.runJobs();
  const seen = await author.get(`/api/resources/${poison.id}`).expect(200);
  expect(seen.body.files[0].text).toEqual({ status: "failed", reason: "out-of-memory", pageCount: null });
  const byTitle = await colleague.get("/api/search").query({ q: "带毒的教案" }).expect(200);
  expect(byTitle.body.hits[0].resource.id).toBe(poison.id);
  const byFileName = await colleague.get("/api/search").query({ q: "毒.docx" }).expect(200);
  expect(JSON.stringify(byFileName.body)).toContain(poison.id);
  const byText = await colleague.get("/api/search").query({ q: "金银花" }).expect(200);
  expect(byText.body.hits[0].resource.id).toBe(sound.id);
  // Pictures are drawn elsewhere: their jobs stay.
  const { rows } = await system.connection.pool.query(
    "select key from graphile_worker.jobs where key not like 'preview:%'",
  );
  expect(rows).toEqual([]);
  await colleague
    .get(`/api/resources/${poison.id}/files/${seen.body.files[0].id}`)
    .expect(200)
    .expect("Content-Length", String(seen.body.files[0].sizeBytes));
});
