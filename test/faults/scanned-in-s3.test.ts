import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Client, publish, seedPeople, signedIn } from "../support/client.ts";
import { type FakeClamd, malware, startFakeClamd } from "../support/fake-clamd.ts";
import { type FaultProxy, startFaultProxy } from "../support/fault-proxy.ts";
import { type S3TestServer, startS3Server } from "../support/s3-server.ts";
import { scanAgain } from "../support/scan-again.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";

let store: S3TestServer;
let line: FaultProxy;
let daemon: FakeClamd;
let system: TestSystem;
let author: Client;

beforeAll(async () => {
  [store, daemon] = await Promise.all([startS3Server(), startFakeClamd()]);
  line = await startFaultProxy(store.options.endpoint);
  const { bucket, accessKeyId, secretAccessKey } = store.options;
  const settings = {
    S3_ENDPOINT: line.address,
    S3_BUCKET: bucket,
    S3_ACCESS_KEY_ID: accessKeyId,
    S3_SECRET_ACCESS_KEY: secretAccessKey,
  };
  system = await startTestSystem({ environment: { ...settings, ...daemon.environment } });
  await seedPeople(system);
  author = await signedIn(system, "sanxiao.teacher");
});
afterEach(() => line.heal());
afterAll(async () => {
  await system.stop();
  await line.close();
  await Promise.all([store.stop(), daemon.goAway()]);
});

/** More than the object storage takes in one piece, with the words at its end. */
const fileOf = (name: string, words: string) => ({
  name: `${name}.txt`,
  bytes: Buffer.from(`${`${name}。\n`.repeat(700_000)}${words}`),
});
const share = (file: { name: string; bytes: Buffer }) =>
  publish(author, unitOf("group1").id, { title: file.name, files: [file] });
const fileNow = async (id: string) => (await author.get(`/api/resources/${id}`).expect(200)).body.files[0];
const download = async (id: string) =>
  author.get(`/api/resources/${id}/files/${(await fileNow(id)).id}`).redirects(0);
describe("a file in an object storage, with a scanner", () => {
  test("has no address there until all of it was scanned", async () => {
    const file = fileOf("干净的材料", "到此为止");
    const { id } = await share(file);
    expect((await download(id)).body.code).toBe("file.scan-waiting");
    await system.runJobs();
    expect(daemon.lastBytes.equals(file.bytes)).toBe(true);
    const { status, headers } = await download(id);
    expect(status).toBe(302);
    const given = await fetch(headers.location as string);
    expect(Buffer.from(await given.arrayBuffer()).equals(file.bytes)).toBe(true);
  });

  test("has none at all where malware stands at its end", async () => {
    const { id } = await share(fileOf("带毒的材料", malware));
    await system.runJobs();
    const { status, body } = await download(id);
    expect([status, body.code]).toEqual([409, "file.quarantined"]);
  });

  test.each([
    ["refuses to give it", { kind: "answer", status: 503 }],
    ["breaks off", { kind: "cut-answer", afterBytes: 1_000_000 }],
  ] as const)("waits while the storage %s, and is scanned afterwards", async (trouble, fault) => {
    const { id, files } = await share(fileOf(`存储出错时的材料：${trouble}`, malware));
    line.inject({ method: "GET", path: new RegExp(files[0].sha256), times: 1000, fault });
    await system.runJobs();
    expect((await fileNow(id)).scan.status).toBe("waiting");
    expect((await download(id)).status).toBe(409);
    line.heal();
    await scanAgain(system);
    expect((await fileNow(id)).scan.status).toBe("infected");
  });
});
