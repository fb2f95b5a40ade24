import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { scanEverything } from "../../indexer/tasks/scan-forgotten-files.ts";
import { settleScan } from "../../server/modules/resources/index.ts";
import { type Client, createDraft, publish, seedPeople, signedIn } from "../support/client.ts";
import { type FakeClamd, malware, signature, startFakeClamd } from "../support/fake-clamd.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { personOf, unitOf } from "../support/world.ts";

let daemon: FakeClamd;
let system: TestSystem;
let author: Client;
let colleague: Client;
let administrator: Client;

beforeAll(async () => {
  daemon = await startFakeClamd();
  system = await startTestSystem({ environment: daemon.environment });
  await seedPeople(system);
  [author, colleague, administrator] = await Promise.all([
    signedIn(system, "sanxiao.teacher"),
    signedIn(system, "yixiao.teacher"),
    signedIn(system, "xinping.admin"),
  ]);
});
afterAll(async () => {
  await system.stop();
  await daemon.goAway();
});

let count = 0;
const infectedFile = () => {
  count += 1;
  return { name: `误报${count}.txt`, bytes: Buffer.from(`${malware}，第 ${count} 份，荷叶圆圆`) };
};

interface Listed {
  fileId: string;
  name: string;
  resource: unknown;
  can: { release: boolean };
}

const listed = async (client: Client, query: object = {}) =>
  (await client.get("/api/quarantine").query(query).expect(200)).body as {
    items: Listed[];
    nextCursor: string | null;
    total: number;
  };
const named = async (client: Client, name: string) =>
  (await listed(client, { limit: 100 })).items.find((item) => item.name === name);
const scanOf = async (id: string) =>
  (await author.get(`/api/resources/${id}`).expect(200)).body.files[0].scan.status;

describe("a quarantined file", () => {
  test("is released by the bureau's administrator, is given and found again, and that is noted", async () => {
    const file = infectedFile();
    const { id, files } = await publish(author, unitOf("group1").id, { files: [file] });
    await system.runJobs();
    const seen = await named(administrator, file.name);
    expect(seen).toMatchObject({ can: { release: true }, resource: null });
    const lead = await signedIn(system, "sanxiao.lead");
    for (const [client, status] of [
      [author, 403],
      [lead, 403],
      [colleague, 404],
    ] as const) {
      expect((await named(client, file.name))?.can.release ?? false).toBe(false);
      await client.post(`/api/quarantine/${seen?.fileId}/release`).expect(status);
    }
    await colleague.get(`/api/resources/${id}/files/${files[0].id}`).expect(409);
    await administrator.post(`/api/quarantine/${seen?.fileId}/release`).expect(204);
    await colleague.get(`/api/resources/${id}/files/${files[0].id}`).expect(200);
    expect(await named(administrator, file.name)).toBeUndefined();
    await administrator.post(`/api/quarantine/${seen?.fileId}/release`).expect(404);
    await system.runJobs();
    const found = await colleague.get("/api/search").query({ q: "荷叶圆圆" }).expect(200);
    expect(found.body.total).toBe(1);
    const noted = await system.ctx.db
      .selectFrom("event")
      .select("actor_id")
      .where("kind", "=", "file.released")
      .where("subject_id", "=", id)
      .execute();
    expect(noted).toEqual([{ actor_id: personOf("xinping.admin").id }]);
  });

  test("once released stays so against the same finding, not against another", async () => {
    const file = infectedFile();
    const { id, files } = await publish(author, unitOf("group1").id, { files: [file] });
    await system.runJobs();
    await administrator
      .post(`/api/quarantine/${(await named(administrator, file.name))?.fileId}/release`)
      .expect(204);
    await scanEverything(system.ctx);
    await system.runJobs();
    expect(await scanOf(id)).toBe("clean");
    // Whoever brings the same bytes waits for a scan, which says the same.
    const theirs = await publish(colleague, unitOf("group1").id, { files: [file] });
    expect(theirs.files[0].scan.status).toBe("waiting");
    await system.runJobs();
    expect(await scanOf(theirs.id)).toBe("clean");
    await settleScan(system.ctx, files[0].sha256, { status: "infected", detail: `${signature}.Other` });
    expect(await scanOf(id)).toBe("infected");
  });

  test("is listed page by page, each once, with how many there are", async () => {
    const files = Array.from({ length: 5 }, infectedFile);
    for (const file of files) await createDraft(author, { files: [file] });
    await system.runJobs();
    const { total } = await listed(author);
    const names: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page = await listed(author, { limit: 2, ...(cursor && { cursor }) });
      expect(page.total).toBe(total);
      names.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor;
    }
    expect(names).toHaveLength(total);
    expect(new Set(names).size).toBe(total);
    expect(names).toEqual(expect.arrayContaining(files.map(({ name }) => name)));
    await author.get("/api/quarantine").query({ cursor: "bm90aGluZw" }).expect(400);
  });
});
