import { afterAll, beforeAll, expect, it } from "vitest";
import { runIndexer } from "../../indexer/run-indexer.ts";
import { type Client, publish, seedPeople, signedIn } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { until } from "../support/until.ts";
import { unitOf } from "../support/world.ts";

let system: TestSystem;
let author: Client;

beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  author = await signedIn(system, "sanxiao.teacher");
});
afterAll(() => system.stop());

it("an indexer that cannot look for forgotten files as it starts takes jobs all the same", async () => {
  const { id } = await publish(author, unitOf("group1").id, { title: "迟到的教案" });
  const { pool } = system.connection;
  await pool.query("alter table file_text_awaited rename to away");
  const indexer = await runIndexer(system.ctx, pool);
  await pool.query("alter table away rename to file_text_awaited");
  const text = await until("it is read", async () => {
    const [file] = (await author.get(`/api/resources/${id}`).expect(200)).body.files;
    return file.text.status !== "waiting" && file.text;
  });
  expect(text).toMatchObject({ status: "ready" });
  await indexer.stop();
});
