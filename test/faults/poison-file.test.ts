import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createExtractor } from "../../indexer/extract/index.ts";
import { extractText } from "../../indexer/tasks/extract-text.ts";
import { makeOfficePackage } from "../../scripts/make-files/office-package.ts";
import { type Client, publish, seedPeople, signedIn } from "../support/client.ts";
import { makeEndlessPage } from "../support/make-endless-page.ts";
import { signInForCookie } from "../support/patient-client.ts";
import { environmentOf, type RunningPart, startPart } from "../support/processes.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { until } from "../support/until.ts";
import { unitOf } from "../support/world.ts";
import { askedWithKeys } from "./keyed-requests.ts";

const hasProcesses = existsSync("/proc/self/status");
if (!hasProcesses)
  console.warn("SKIPPED: extracting processes that hang, and what servers take; there is no /proc.");

let system: TestSystem;
let author: Client;
let colleague: Client;
let server: RunningPart | undefined;
beforeAll(async () => {
  system = await startTestSystem({ extractor: { limits: { heapMb: 16, memoryMb: 2000 } } });
  await seedPeople(system);
  author = await signedIn(system, "sanxiao.teacher");
  colleague = await signedIn(system, "yixiao.teacher");
});
afterAll(async () => {
  if (server?.isAlive()) await server.end("SIGKILL");
  await system.stop();
});

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

it("of a file that its reader did not come to the end of, or is longer than is kept, the first part is found", async () => {
  const cut = createExtractor();
  const brief = createExtractor({ limits: { maxCharacters: 6 } });
  try {
    const read = async (extractor: typeof cut, title: string, bytes: Buffer | string) => {
      const file = { name: title, bytes: Buffer.from(bytes) };
      const { id, files } = await publish(author, unitOf("group1").id, { title, files: [file] });
      await extractText(system.ctx, extractor, { sha256: files[0].sha256 });
      return (await author.get(`/api/resources/${id}`).expect(200)).body.files[0].text;
    };
    const endless = await read(cut, "末页.pdf", makeEndlessPage(3, 600_000_000));
    expect(endless).toEqual({ status: "ready", reason: "out-of-memory", pageCount: 4 });
    const long = await read(brief, "太长.txt", "麦冬和甘草各三钱");
    expect(long).toMatchObject({ status: "ready", reason: "long", pageCount: null });
  } finally {
    cut.close();
    brief.close();
  }
  await system.runJobs();
  for (const [q, title] of [
    ["page 3", "末页.pdf"],
    ["麦冬", "太长.txt"],
  ]) {
    const { body } = await colleague.get("/api/search").query({ q }).expect(200);
    expect(body.hits.map((hit: { resource: { title: string } }) => hit.resource.title)).toContain(title);
  }
});

/** The most memory that a process has held since it was last forgotten, in megabytes. */
const peakMb = async (pid: number): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
};

it.skipIf(!hasProcesses)("a server takes no more memory for it than for any other", async () => {
  server = await startPart("server", environmentOf(system));
  const { pid, address } = server;
  const ask = askedWithKeys(await signInForCookie(address, "sanxiao.teacher"));
  const share = async (title: string, bytes: Buffer) => {
    const upload = await ask.upload(address, title, bytes);
    const draft = await ask.create(address, title, upload.body.id);
    expect((await ask.publish(address, title, draft.body.id)).status).toBe(200);
    await system.runJobs();
    return draft.body.id;
  };
  await share(
    "先来一份",
    await makeOfficePackage("", [{ name: "word/document.xml", contentType, xml: "<d/>" }]),
  );
  await writeFile(`/proc/${pid}/clear_refs`, "5"); // from here on the peak is counted anew
  const before = await peakMb(pid);
  const poison = await share("再来一份毒", Buffer.concat([await makePoison(), Buffer.from("又")]));
  const { body } = await author.get(`/api/resources/${poison}`).expect(200);
  expect(body.files[0].text.status).toBe("failed");
  expect((await peakMb(pid)) - before).toBeLessThan(50);
});

/** The extracting processes of this one, also those that have ended and were not taken leave of. */
const extracting = async (): Promise<number[]> => {
  const found: number[] = [];
  for (const name of (await readdir("/proc")).filter((one) => /^\d+$/.test(one))) {
    const [status, words] = await Promise.all(
      ["status", "cmdline"].map((file) => readFile(`/proc/${name}/${file}`, "utf8").catch(() => "")),
    );
    const isOurs = status?.includes(`PPid:\t${process.pid}\n`);
    if (isOurs && (words?.includes("extract-process.ts") || status?.includes("State:\tZ")))
      found.push(Number(name));
  }
  return found;
};

it.skipIf(!hasProcesses)(
  "a reader that hangs is ended at its time, with its file; the next one is read",
  async () => {
    const before = await extracting();
    const extractor = createExtractor({ limits: { timeMs: 5000 } });
    const readText = async (title: string) => {
      const { id, files } = await publish(author, unitOf("group1").id, { title, text: `${title}的正文` });
      await extractText(system.ctx, extractor, { sha256: files[0].sha256 });
      return (await author.get(`/api/resources/${id}`).expect(200)).body.files[0].text;
    };
    try {
      expect(await readText("先读的")).toMatchObject({ status: "ready" });
      const [hanging = 0] = (await extracting()).filter((pid) => !before.includes(pid));
      process.kill(hanging, "SIGSTOP");
      expect(await readText("卡住的")).toMatchObject({ status: "failed", reason: "timeout" });
      await until("the process that hung to be gone", async () => !(await extracting()).includes(hanging));
      expect(await readText("后读的")).toMatchObject({ status: "ready" });
    } finally {
      extractor.close();
    }
    await until("none to be left", async () => (await extracting()).every((pid) => before.includes(pid)));
  },
);
