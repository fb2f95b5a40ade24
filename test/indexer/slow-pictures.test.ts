import { afterAll, beforeAll, expect, it } from "vitest";
import { runIndexer } from "../../indexer/run-indexer.ts";
import { type Client, publish, seedPeople, signedIn } from "../support/client.ts";
import { endlessPdf, twoPages } from "../support/preview-files.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { until } from "../support/until.ts";
import { unitOf } from "../support/world.ts";

let system: TestSystem;
let teacher: Client;

beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  teacher = await signedIn(system, "sanxiao.teacher");
});
afterAll(() => system.stop());

const publishPdf = async (title: string, bytes: Buffer) => {
  const files = [{ name: `${title}.pdf`, bytes }];
  const resource = await publish(teacher, unitOf("group1").id, { title, files });
  const at = `/api/resources/${resource.id}/files/${resource.files[0].id}/preview`;
  return async () => (await teacher.get(at).expect(200)).body;
};

const isAtWork = async (task: string): Promise<boolean> => {
  const { rows } = await system.connection.pool.query(
    "select 1 from graphile_worker.jobs where task_identifier = $1 and locked_at is not null",
    [task],
  );
  return rows.length > 0;
};

/** Drawing gives way to all other work of the machine, and the rest of the suite is such work: with less, two pages may need a second go. */
const firstGoMs = 10_000;

const untilReady = (what: string, look: () => Promise<{ status: string }>) =>
  until(what, async () => (await look()).status === "ready");

it("while a file is drawn without end, at its first go or later, other files' pictures come", async () => {
  const indexer = await runIndexer(system.ctx, system.connection.pool, undefined, { firstGoMs });
  try {
    const endless = await publishPdf("没有尽头", endlessPdf());
    await until("the endless file to be drawn", () => isAtWork("make-preview"));
    const behind = await publishPdf("排在后面", twoPages("排在后面"));
    await untilReady("the next one's pictures", behind);
    await until("the endless file's second go", () => isAtWork("draw-slowly"));
    const later = await publishPdf("后来", twoPages("后来"));
    await untilReady("pictures beside its second go", later);
    expect((await endless()).status).toBe("waiting");
  } finally {
    await indexer.stop();
  }
}, 120_000);
