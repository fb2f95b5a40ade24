import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeDocx } from "../../scripts/make-files/docx.ts";
import { makePdf } from "../../scripts/make-files/pdf.ts";
import { makePng } from "../../scripts/make-files/png.ts";
import { anonymous, type Client, publish, seedPeople, signedIn, uploadFile } from "../support/client.ts";
import { sha256Of, someBytes } from "../support/streams.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";

let system: TestSystem;
let teacher: Client;
let colleague: Client;
let path: string;
let etag: string;
const bytes = someBytes(1000);
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  teacher = await signedIn(system, "sanxiao.teacher");
  colleague = await signedIn(system, "yixiao.teacher");
  const resource = await publish(teacher, unitOf("group1").id, {
    files: [{ name: "《春》课件（一）.bin", bytes }],
  });
  path = `/api/resources/${resource.id}/files/${resource.files[0].id}`;
  etag = `"${sha256Of(bytes)}"`;
});
afterAll(() => system.stop());

const get = (headers: Record<string, string> = {}, at = path) =>
  colleague
    .get(at)
    .set(headers)
    .buffer(true)
    .parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => done(null, Buffer.concat(chunks)));
    });

describe("downloading a file", () => {
  test("gives the bytes under their Chinese name, to be saved and not believed", async () => {
    const reply = await get().expect(200);
    expect(reply.body.equals(bytes)).toBe(true);
    expect(reply.headers).toMatchObject({
      etag,
      "accept-ranges": "bytes",
      "content-length": "1000",
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-cache",
    });
    expect(reply.headers["content-disposition"]).toBe(
      `attachment; filename="________.bin"; filename*=UTF-8''${encodeURIComponent("《春》课件（一）.bin")}`,
    );
    expect(reply.headers["content-security-policy"]).toMatch(/^sandbox; default-src 'none'/);
  });

  test("is refused to those who may not see the resource", async () => {
    await anonymous(system).get(path).expect(404);
    await (await signedIn(system, "erxiao.teacher")).get(path).expect(404);
    await anonymous(system).get(path).set("Range", "bytes=0-0").expect(404);
    await anonymous(system).get(path).set("If-None-Match", etag).expect(404);
    await colleague.get(path).query({ disposition: "evil" }).expect(400);
  });

  test.each([
    ["bytes=0-", 0, 999],
    ["bytes=0-0", 0, 0],
    ["bytes=-1", 999, 999],
    ["bytes=-5000", 0, 999],
    ["bytes=500-99999", 500, 999],
    ["bytes=990-999", 990, 999],
    ["bytes=0-9,5-19", 0, 19],
  ])("gives the range %s", async (range, start, end) => {
    const reply = await get({ Range: range }).expect(206);
    expect(reply.headers["content-range"]).toBe(`bytes ${start}-${end}/1000`);
    expect(reply.body.equals(bytes.subarray(start, end + 1))).toBe(true);
  });

  test.each(["bytes=1000-", "bytes=5000-6000", "bytes=-0"])(
    "refuses the range %s beyond its end",
    async (range) => {
      const reply = await get({ Range: range }).expect(416);
      expect(reply.headers["content-range"]).toBe("bytes */1000");
      expect(JSON.parse(reply.body.toString()).code).toBe("range.unsatisfiable");
    },
  );

  test.each([
    "bytes=x-y",
    "lines=1-2",
    "bytes",
    "bytes=0-0,500-500",
    `bytes=${Array.from({ length: 1000 }, (_one, index) => `${index % 500}-${index % 500}`).join()}`,
  ])("answers a range that it does not serve with the whole: %.30s", async (range) => {
    const reply = await get({ Range: range });
    // Ranges that lie side by side are one.
    const [, from, until] = /^bytes (\d+)-(\d+)/.exec(reply.headers["content-range"] ?? "") ?? [];
    expect(reply.status).toBe(from === undefined ? 200 : 206);
    expect(reply.body.equals(bytes.subarray(Number(from ?? 0), Number(until ?? bytes.length) + 1))).toBe(
      true,
    );
  });

  test("never mixes versions: If-Range of other bytes gives the whole", async () => {
    const part = await get({ Range: "bytes=10-19", "If-Range": etag }).expect(206);
    expect(part.body.equals(bytes.subarray(10, 20))).toBe(true);
    for (const other of [`"${"0".repeat(64)}"`, `W/${etag}`, "Sun, 06 Nov 1994 08:49:37 GMT"]) {
      const whole = await get({ Range: "bytes=10-19", "If-Range": other }).expect(200);
      expect(whole.body.equals(bytes)).toBe(true);
    }
  });

  test("says 304 to those who have it, and all but the bytes to HEAD", async () => {
    for (const value of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
      const reply = await get({ "If-None-Match": value }).expect(304);
      expect(reply.headers.etag).toBe(etag);
      expect(reply.body.length ?? 0).toBe(0);
    }
    await get({ "If-None-Match": '"other"' }).expect(200);
    const head = await colleague.head(path).expect(200);
    expect(head.headers).toMatchObject({ etag, "content-length": "1000", "accept-ranges": "bytes" });
  });
});

describe("showing a file in place", () => {
  const html = Buffer.from("<!doctype html><script>alert(1)</script>");
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  const xml = Buffer.from('<?xml version="1.0"?><a xmlns:h="http://www.w3.org/1999/xhtml"><h:script/></a>');
  test.each<[string, () => Buffer | Promise<Buffer>, "inline" | "attachment"]>([
    ["文.pdf", () => makePdf({ title: "一", pages: [["一"]] }), "inline"],
    ["图.png", () => makePng({ width: 4, height: 4, seed: 1 }), "inline"],
    ["说明.txt", () => Buffer.from("一二三"), "inline"],
    ["页.html", () => html, "attachment"],
    ["页.txt", () => html, "attachment"],
    ["图.svg", () => svg, "attachment"],
    ["图.png", () => svg, "attachment"],
    ["文.xml", () => xml, "attachment"],
    ["文.xhtml", () => Buffer.concat([Buffer.from('<?xml version="1.0"?>'), html]), "attachment"],
    ["教案.docx", () => makeDocx({ title: "一", paragraphs: ["一"] }), "attachment"],
    ["素材.bin", () => someBytes(50), "attachment"],
  ])("of %s is done only where no browser executes it", async (name, make, place) => {
    const resource = await publish(teacher, unitOf("group1").id, { files: [{ name, bytes: await make() }] });
    const at = `/api/resources/${resource.id}/files/${resource.files[0].id}`;
    const reply = await get({}, `${at}?disposition=inline`).expect(200);
    expect(reply.headers["content-disposition"]).toMatch(new RegExp(`^${place};`));
    expect(reply.headers["x-content-type-options"]).toBe("nosniff");
    // Browsers show no PDF in a sandbox; their viewers are one.
    const policy = name.endsWith(".pdf") ? "frame-ancestors 'self'" : "sandbox; default-src 'none'";
    expect(reply.headers["content-security-policy"]).toContain(policy);
    const plain = await get({}, at).expect(200);
    expect(plain.headers["content-disposition"]).toMatch(/^attachment;/);
  });
});

describe("the passages of a file", () => {
  test("are given by page to those who may read it", async () => {
    const pdf = makePdf({ title: "Two pages", pages: [["first page here"], ["second page here"]] });
    const resource = await publish(teacher, unitOf("group1").id, {
      files: [{ name: "两页.pdf", bytes: pdf }],
    });
    const at = `/api/resources/${resource.id}/files/${resource.files[0].id}/passages`;
    expect((await colleague.get(at).expect(200)).body.items).toEqual([]);
    await system.runJobs();
    const { items } = (await colleague.get(at).expect(200)).body;
    expect(items.map((item: { page: number; pageKind: string }) => [item.page, item.pageKind])).toEqual([
      [1, "page"],
      [2, "page"],
    ]);
    expect(items[1].text).toContain("second page here");
    await anonymous(system).get(at).expect(404);
    const draftFile = await uploadFile(teacher, "另.txt", Buffer.from("另"));
    await colleague.get(at.replace(resource.files[0].id, draftFile)).expect(404);
  });
});
