import { afterAll, beforeAll, expect, test } from "vitest";
import { type Client, publish, seedPeople, signedIn, uploadFile } from "../support/client.ts";
import { someBytes } from "../support/streams.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";

const KiB = 1024;
let system: TestSystem;
let author: Client;
let adapter: Client;
beforeAll(async () => {
  system = await startTestSystem({ environment: { CAMPUS_QUOTA_BYTES: String(400 * KiB) } });
  await seedPeople(system);
  author = await signedIn(system, "sanxiao.teacher");
  adapter = await signedIn(system, "yixiao.teacher");
});
afterAll(() => system.stop());

const file = (name: string) => ({ name, bytes: someBytes(130 * KiB) });

test("what is adapted takes no room of the campus that adapts it, and what is added to it does", async () => {
  const upload = () => adapter.post("/api/uploads").attach("file", someBytes(130 * KiB), "素材.bin");
  const adapted: string[] = [];
  for (const name of ["一.bin", "二.bin", "三.bin"]) {
    const { id } = await publish(author, unitOf("group1").id, { title: name, files: [file(name)] });
    adapted.push((await adapter.post(`/api/resources/${id}/adapt`).send({}).expect(201)).body.id);
  }
  const full = await author
    .post("/api/uploads")
    .attach("file", someBytes(130 * KiB), "素材.bin")
    .expect(507);
  expect(full.body.code).toBe("quota.exceeded");
  const files = await Promise.all(
    adapted.map(async (id) => (await adapter.get(`/api/resources/${id}?draft=true`).expect(200)).body.files),
  );
  for (const [index, id] of adapted.entries()) {
    const own = { uploadId: await uploadFile(adapter, "自己的.bin", someBytes(130 * KiB)) };
    await adapter
      .patch(`/api/resources/${id}`)
      .send({ files: [{ fileId: files[index][0].id }, own] })
      .expect(200);
  }
  expect((await upload().expect(507)).body.code).toBe("quota.exceeded");
});
