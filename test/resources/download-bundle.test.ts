import { readdir, readlink } from "node:fs/promises";
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Entry, fromBuffer } from "yauzl";
import { anonymous, type Client, password, publish, seedPeople, signedIn } from "../support/client.ts";
import { bytesOf, someBytes } from "../support/streams.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";
import { cookieOf } from "../uploads/form.ts";

let system: TestSystem;
let teacher: Client;
let colleague: Client;
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  teacher = await signedIn(system, "sanxiao.teacher");
  colleague = await signedIn(system, "yixiao.teacher");
});
afterAll(() => system.stop());

/** The entries of a zip as another program reads them. */
const unzip = (zip: Buffer): Promise<{ name: string; bytes: Buffer; isUtf8: boolean }[]> =>
  new Promise((resolve, reject) => {
    fromBuffer(zip, { lazyEntries: true, validateEntrySizes: true, strictFileNames: true }, (error, file) => {
      if (error) return reject(error);
      const entries: { name: string; bytes: Buffer; isUtf8: boolean }[] = [];
      file.on("error", reject);
      file.on("end", () => resolve(entries));
      file.on("entry", (entry: Entry) => {
        file.openReadStream(entry, (failed, stream) => {
          if (failed) return reject(failed);
          bytesOf(stream).then((bytes) => {
            entries.push({
              name: entry.fileName,
              bytes,
              isUtf8: (entry.generalPurposeBitFlag & 0x800) !== 0,
            });
            file.readEntry();
          }, reject);
        });
      });
      file.readEntry();
    });
  });

const bundleOf = async (resource: { id: string }, query = "") => {
  const cookie = await cookieOf(system, "yixiao.teacher", password);
  const reply = await fetch(`${system.address}/api/resources/${resource.id}/bundle${query}`, {
    headers: { Cookie: cookie },
  });
  return { status: reply.status, headers: reply.headers, zip: Buffer.from(await reply.arrayBuffer()) };
};

describe("all files as one zip", () => {
  test("have their Chinese names, equal ones made to differ, and their very bytes", async () => {
    const names = ["教案.docx", "教案.docx", "教案.DOCX", "课件.pptx", "无扩展名", "无扩展名"];
    const files = names.map((name) => ({ name, bytes: someBytes(3000) }));
    const resource = await publish(teacher, unitOf("group1").id, { title: "《春》全部", files });
    const { status, headers, zip } = await bundleOf(resource);
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("application/zip");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-disposition")).toContain(encodeURIComponent("《春》全部.zip"));
    const entries = await unzip(zip);
    expect(entries.map((entry) => entry.name)).toEqual([
      "教案.docx",
      "教案 (2).docx",
      "教案 (3).DOCX",
      "课件.pptx",
      "无扩展名",
      "无扩展名 (2)",
    ]);
    expect(entries.every((entry) => entry.isUtf8)).toBe(true);
    expect(entries.map((entry, index) => entry.bytes.equals(files[index]?.bytes as Buffer))).toEqual(
      names.map(() => true),
    );
  });

  test("are those of the version asked for", async () => {
    const resource = await publish(teacher, unitOf("group1").id, {
      files: [{ name: "旧.bin", bytes: someBytes(10) }],
    });
    await teacher.patch(`/api/resources/${resource.id}`).send({ files: [] }).expect(200);
    await teacher
      .post(`/api/resources/${resource.id}/publish`)
      .send({ sharedWith: unitOf("group1").id })
      .expect(200);
    expect(await unzip((await bundleOf(resource)).zip)).toEqual([]);
    expect((await unzip((await bundleOf(resource, "?version=1")).zip)).map((entry) => entry.name)).toEqual([
      "旧.bin",
    ]);
    expect((await bundleOf(resource, "?version=3")).status).toBe(404);
    expect((await bundleOf(resource, "?version=x")).status).toBe(400);
  });

  test("are refused to those who may not see the resource", async () => {
    const resource = await publish(teacher, unitOf("sanxiao").id);
    await anonymous(system).get(`/api/resources/${resource.id}/bundle`).expect(404);
    await colleague.get(`/api/resources/${resource.id}/bundle`).expect(404);
  });

  test("of a long title is saved under a name that every system takes", async () => {
    const resource = await publish(teacher, unitOf("group1").id, {
      title: `a/b\\c:*?"<>|${"长".repeat(150)}`,
    });
    const disposition = (await bundleOf(resource)).headers.get("content-disposition") as string;
    const name = decodeURIComponent(disposition.split("UTF-8''")[1] as string);
    expect(name).toMatch(/长\.zip$/);
    expect(name).not.toMatch(/[/\\]/);
  });

  test("leave no file open behind a client that goes away", async () => {
    const files = [1, 2, 3].map((number) => ({ name: `大${number}.bin`, bytes: someBytes(8 * 1024 * 1024) }));
    const resource = await publish(teacher, unitOf("group1").id, { files });
    const cookie = await cookieOf(system, "yixiao.teacher", password);
    const openBlobs = async () => {
      const numbers = await readdir("/proc/self/fd");
      const targets = await Promise.all(numbers.map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => "")));
      return targets.filter((target) => target.startsWith(`${system.dataDir}/blobs/blobs`));
    };
    await new Promise<void>((resolve) => {
      const download = request(`${system.address}/api/resources/${resource.id}/bundle`, {
        agent: false,
        headers: { Cookie: cookie },
      });
      download.once("response", (response) => {
        response.once("data", () => {
          response.destroy();
          resolve();
        });
      });
      download.on("error", () => {});
      download.end();
    });
    await expect.poll(openBlobs).toEqual([]);
  });
});
