import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeWav } from "../../scripts/make-files/wav.ts";
import { type Client, publish, seedPeople, signedIn } from "../support/client.ts";
import { brokenPicture, floodPicture, lockedPdf, turnedPhoto, twoPages } from "../support/preview-files.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";

let system: TestSystem;
let teacher: Client;
let colleague: Client;

beforeAll(async () => {
  system = await startTestSystem({ previewer: {} });
  await seedPeople(system);
  [teacher, colleague] = await Promise.all([
    signedIn(system, "sanxiao.teacher"),
    signedIn(system, "yixiao.teacher"),
  ]);
});
afterAll(() => system.stop());

const publishFile = async (name: string, bytes: Buffer) => {
  const resource = await publish(teacher, unitOf("group1").id, { title: name, files: [{ name, bytes }] });
  return { id: resource.id, at: `/api/resources/${resource.id}/files/${resource.files[0].id}/preview` };
};

const picture = async (address: string) => {
  const reply = await colleague.get(address).buffer(true).expect(200);
  expect(reply.headers["content-type"]).toBe("image/webp");
  return reply.body as Buffer;
};

describe("pictures of pages", () => {
  test("are there for every page of a PDF in three sizes, once the indexer has been", async () => {
    const { at } = await publishFile("讲义.pdf", twoPages());
    const before = await colleague.get(at).expect(200);
    expect(before.body).toMatchObject({ status: "waiting", stage: "queued", hasPictures: false, pages: [] });
    await system.runJobs();
    const { body } = await colleague.get(at).expect(200);
    expect(body).toMatchObject({ status: "ready", reason: null, stage: null, pageCount: 2 });
    expect(body.pages).toEqual([
      { page: 1, width: 1357, height: 1920 },
      { page: 2, width: 1357, height: 1920 },
    ]);
    const longer = { thumbnail: 320, view: 1080, screen: 1920 };
    for (const [size, side] of Object.entries(longer)) {
      const { format, height } = await sharp(await picture(`${at}/2/${size}`)).metadata();
      expect([format, height]).toEqual(["webp", side]);
    }
    await colleague.get(`${at}/3/view`).expect(404);
    await colleague.get(`${at}/1/huge`).expect(404);
  });

  test("differ where the pages do, and are not blank", async () => {
    const { at } = await publishFile("两页.pdf", twoPages("两页"));
    await system.runJobs();
    const [first, second] = [await picture(`${at}/1/view`), await picture(`${at}/2/view`)];
    expect(first.equals(second)).toBe(false);
    expect((await sharp(first).stats()).channels[0]?.min).toBeLessThan(100);
  });

  test("of a photograph stand upright and tell nothing of where it was taken", async () => {
    const { at } = await publishFile("春游.jpg", await turnedPhoto());
    await system.runJobs();
    const { body } = await colleague.get(at).expect(200);
    expect(body.pages).toEqual([{ page: 1, width: 40, height: 60 }]);
    const shown = await sharp(await picture(`${at}/1/screen`)).metadata();
    expect(shown).toMatchObject({ width: 40, height: 60 });
    expect(shown.exif).toBeUndefined();
    expect(shown.orientation).toBeUndefined();
  });

  test("are sent again only where they have changed, and kept by no one else's cache", async () => {
    const { at } = await publishFile("再看.pdf", twoPages("再看一遍"));
    await system.runJobs();
    const first = await colleague.get(`${at}/1/thumbnail`).expect(200);
    expect(first.headers["cache-control"]).toBe("private, no-cache");
    const { etag } = first.headers;
    await colleague
      .get(`${at}/1/thumbnail`)
      .set("If-None-Match", etag as string)
      .expect(304);
    const other = await colleague
      .get(`${at}/1/view`)
      .set("If-None-Match", etag as string)
      .expect(200);
    expect(other.headers.etag).not.toBe(etag);
  });

  test("of a recording are none, but how long it is, is told", async () => {
    const { id, at } = await publishFile("朗读.wav", makeWav({ seconds: 2, hertz: 440 }));
    await system.runJobs();
    const { body } = await colleague.get(at).expect(200);
    expect(body).toMatchObject({ status: "ready", hasPictures: false, pages: [] });
    expect(body.durationMs).toBe(2000);
    const resource = await colleague.get(`/api/resources/${id}`).expect(200);
    expect(resource.body.files[0].preview).toMatchObject({ status: "ready", durationMs: 2000 });
  });
});

describe("a file that cannot be drawn", () => {
  test.each([
    ["加密.pdf", lockedPdf(), "failed", "encrypted"],
    ["坏.pdf", Buffer.from("%PDF-1.7\nnothing of a document follows"), "failed", "broken"],
    ["坏.png", brokenPicture(), "failed", "broken"],
    ["大.png", floodPicture(), "failed", "too-large"],
    ["数据.json", Buffer.from('{"年级": 3}'), "none", "unsupported"],
  ])("%s says why, and fails only itself", async (name, bytes, status, reason) => {
    const { at } = await publishFile(name, bytes);
    const beside = await publishFile(`同行${name}.pdf`, twoPages(name));
    await system.runJobs();
    expect((await colleague.get(at).expect(200)).body).toMatchObject({ status, reason, pages: [] });
    await colleague.get(`${at}/1/thumbnail`).expect(404);
    expect((await colleague.get(beside.at).expect(200)).body.status).toBe("ready");
  });
});

describe("the picture in lists", () => {
  test("is on the card as soon as it is made, though the card was kept before", async () => {
    const { id } = await publishFile("封面.pdf", twoPages("封面"));
    const cardOf = async () => {
      const { items } = (await colleague.get("/api/resources").expect(200)).body;
      return items.find((item: { id: string }) => item.id === id);
    };
    expect((await cardOf()).thumbnail).toBeNull();
    await system.runJobs();
    const { thumbnail } = await cardOf();
    expect(thumbnail).toMatchObject({ width: 226, height: 320 });
    const { width, height } = await sharp(await picture(thumbnail.address)).metadata();
    expect({ width, height }).toEqual({ width: 226, height: 320 });
  });

  test("is the first that any of the files has, and is in search results too", async () => {
    const resource = await publish(teacher, unitOf("group1").id, {
      title: "蒲公英观察记录",
      files: [
        { name: "数据.json", bytes: Buffer.from('{"先读": "这一份"}') },
        { name: "照片.jpg", bytes: await turnedPhoto() },
      ],
    });
    await system.runJobs();
    const { hits } = (await colleague.get("/api/search").query({ q: "蒲公英观察" }).expect(200)).body;
    const hit = hits.find((one: { resource: { id: string } }) => one.resource.id === resource.id);
    expect(hit.resource.thumbnail.address).toContain(resource.files[1].id);
  });
});
