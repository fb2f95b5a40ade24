import { afterAll, beforeAll, expect, test } from "vitest";
import {
  releaseWaitingFiles,
  scanEverything,
  scanForgottenFiles,
} from "../../indexer/tasks/scan-forgotten-files.ts";
import { type Client, publish, seedPeople, signedIn, uploadFile } from "../support/client.ts";
import { type FakeClamd, malware, startFakeClamd } from "../support/fake-clamd.ts";
import { makeZip } from "../support/make-zip.ts";
import { scanAgain } from "../support/scan-again.ts";
import { someBytes } from "../support/streams.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";

const scannerTakes = 100_000;

let daemon: FakeClamd;
/** The same installation, with and without a scanner in its settings. */
let without: TestSystem;
let scanning: TestSystem;
let author: Client;
let authorScanning: Client;

beforeAll(async () => {
  daemon = await startFakeClamd();
  without = await startTestSystem();
  await seedPeople(without);
  const parts = { blobs: without.ctx.blobs };
  const database = { url: without.ctx.config.database.url as string };
  scanning = await startTestSystem({
    parts,
    database,
    environment: { ...daemon.environment, CLAMAV_MAX_BYTES: String(scannerTakes) },
  });
  author = await signedIn(without, "sanxiao.teacher");
  authorScanning = await signedIn(scanning, "sanxiao.teacher");
});
afterAll(async () => {
  await scanning.stop();
  await without.stop();
  await daemon.goAway();
});

const fileNow = async (id: string) => (await author.get(`/api/resources/${id}`).expect(200)).body.files[0];
const statusOf = async (id: string) =>
  (await author.get(`/api/resources/${id}/files/${(await fileNow(id)).id}`)).status;
const fileOf = (words: string) => ({ name: "材料.txt", bytes: Buffer.from(words) });

test("without a scanner files are given as they come, and nothing asks for a scan", async () => {
  const { id, files } = await publish(author, unitOf("group1").id, { files: [fileOf(`${malware} 1`)] });
  expect(files[0].scan).toEqual({ status: "unscanned", detail: null });
  expect(await statusOf(id)).toBe(200);
  await without.runJobs();
  expect(daemon.streams).toBe(0);
});

test("what was there before the scanner is given until it has been scanned, and then as was found", async () => {
  const bad = await publish(author, unitOf("group1").id, { files: [fileOf(`${malware} 2`)] });
  const good = await publish(author, unitOf("group1").id, { files: [fileOf("认识分数")] });
  await scanForgottenFiles(scanning.ctx);
  expect(await statusOf(bad.id)).toBe(200);
  await scanning.runJobs();
  expect((await fileNow(bad.id)).scan.status).toBe("infected");
  expect(await statusOf(bad.id)).toBe(409);
  expect((await fileNow(good.id)).scan.status).toBe("clean");
  expect(await statusOf(good.id)).toBe(200);
});

test("everything is scanned again when that is asked for: a false alarm ends so, a late one begins", async () => {
  daemon.behaviour = "finds nothing";
  const late = await publish(authorScanning, unitOf("group1").id, { files: [fileOf(`${malware} 3`)] });
  expect(await scanEverything(scanning.ctx)).toBeGreaterThan(2);
  await scanning.runJobs();
  expect(await statusOf(late.id)).toBe(200);
  expect((await authorScanning.get("/api/quarantine").expect(200)).body.items).toEqual([]);
  daemon.behaviour = "scans";
  await scanEverything(scanning.ctx);
  await scanning.runJobs();
  expect(await statusOf(late.id)).toBe(409);
});

test("what waits when the scanner is taken out of the settings is held until it is released by command", async () => {
  await daemon.goAway();
  const infected = await publish(authorScanning, unitOf("group1").id, { files: [fileOf(`${malware} 2`)] });
  const { id } = await publish(authorScanning, unitOf("group1").id, { files: [fileOf("等一等")] });
  await scanning.runJobs();
  expect(await statusOf(id)).toBe(409);
  await scanAgain(without);
  expect((await fileNow(id)).scan.status).toBe("waiting");
  expect(await statusOf(id)).toBe(409);
  expect(await releaseWaitingFiles(without.ctx)).toBeGreaterThan(1);
  await without.runJobs();
  expect((await fileNow(id)).scan.status).toBe("unscanned");
  expect(await statusOf(id)).toBe(200);
  expect((await fileNow(infected.id)).scan.status).toBe("infected");
  await daemon.comeBack();
});

test("a rescan that was ordered is made though the same bytes are uploaded before its turn", async () => {
  const file = fileOf(`${malware} 5`);
  const first = await publish(authorScanning, unitOf("group1").id, { files: [file] });
  await scanning.runJobs();
  expect((await fileNow(first.id)).scan.status).toBe("infected");
  daemon.behaviour = "finds nothing";
  await scanEverything(scanning.ctx);
  await publish(authorScanning, unitOf("group1").id, { files: [file] });
  await scanning.runJobs();
  daemon.behaviour = "scans";
  expect((await fileNow(first.id)).scan.status).toBe("clean");
});

test("bytes known to be infected that come when the scanner has been taken out have no text to be waited for", async () => {
  const { name, bytes } = fileOf(`${malware} 6`);
  await publish(authorScanning, unitOf("group1").id, { files: [{ name, bytes }] });
  await scanning.runJobs();
  const id = await uploadFile(await signedIn(without, "erxiao.teacher"), name, bytes);
  const later = await signedIn(without, "erxiao.teacher");
  const comparison = async () => (await later.get(`/api/uploads/${id}`).expect(200)).body.comparison;
  expect(await comparison()).toBe("waiting");
  await without.runJobs();
  expect(await comparison()).toBe("done");
});

test("a file larger than the scanner takes is refused, however it is sent", async () => {
  const tooLarge = scannerTakes + 1;
  const sent = authorScanning.post("/api/uploads").attach("file", someBytes(tooLarge), "大.bin");
  expect((await sent.expect(413)).body.code).toBe("upload.too-large");
  const begun = authorScanning.post("/api/uploads/tus").set({
    "Tus-Resumable": "1.0.0",
    "Upload-Length": String(tooLarge),
    "Upload-Metadata": "filename aS5tcDQ=",
  });
  expect((await begun.expect(413)).body.code).toBe("upload.too-large");
  await author.post("/api/uploads").attach("file", someBytes(tooLarge), "大.bin").expect(201);
});

test("what comes out of a zip file waits, and infected files are found one by one", async () => {
  const zip = makeZip([
    { name: "好.txt", bytes: "没有毒" },
    { name: "坏.txt", bytes: `${malware} 4` },
  ]);
  const upload = await uploadFile(authorScanning, "备课.zip", zip);
  await authorScanning.post(`/api/uploads/${upload}/unpacking`).expect(202);
  await scanning.runJobs();
  const { files } = (await authorScanning.get(`/api/uploads/${upload}/unpacking`).expect(200)).body;
  const draft = await authorScanning
    .post("/api/resources")
    .send({
      title: "解压出来的",
      kind: "lesson-plan",
      files: files.map((one: { upload: { id: string } }) => ({ uploadId: one.upload.id })),
    })
    .expect(201);
  const scans = draft.body.files.map(({ name, scan }: { name: string; scan: { status: string } }) => [
    name,
    scan.status,
  ]);
  expect(scans).toEqual([
    ["好.txt", "clean"],
    ["坏.txt", "infected"],
  ]);
});
