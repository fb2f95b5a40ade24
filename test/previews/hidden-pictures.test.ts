import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPreviewer } from "../../indexer/preview/index.ts";
import { makePreview } from "../../indexer/tasks/make-preview.ts";
import { readForgottenFiles } from "../../indexer/tasks/read-forgotten-files.ts";
import type { Sha256 } from "../../server/ids.ts";
import { settleScan } from "../../server/modules/resources/index.ts";
import {
  anonymous,
  type Client,
  createDraft,
  publish,
  seedPeople,
  signedIn,
  uploadFile,
} from "../support/client.ts";
import { follow, openSession } from "../support/follow-events.ts";
import { twoPages } from "../support/preview-files.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";

let system: TestSystem;
let teacher: Client;
let stranger: Client;

beforeAll(async () => {
  system = await startTestSystem({ previewer: {} });
  await seedPeople(system);
  [teacher, stranger] = await Promise.all([
    signedIn(system, "sanxiao.teacher"),
    signedIn(system, "erxiao.teacher"),
  ]);
});
afterAll(() => system.stop());

const group = unitOf("group1").id;
const files = (title: string) => [{ name: `${title}.pdf`, bytes: twoPages(title) }];
interface Holder {
  id: string;
  files: { id: string; sha256: Sha256 }[];
}
const previewOf = (resource: Holder) =>
  `/api/resources/${resource.id}/files/${resource.files[0]?.id}/preview`;

/** Bytes whose text and pictures are there, of somebody who shows them to nobody. */
const knownElsewhere = async (title: string) => {
  await publish(stranger, "private", { title: `别人的${title}`, files: files(title) });
  await system.runJobs();
};

describe("that somebody else has the bytes shows neither", () => {
  const expectWaiting = async (resource: Holder) => {
    expect(resource.files[0]).toMatchObject({ text: { status: "waiting" }, preview: { status: "waiting" } });
    await teacher.get(`${previewOf(resource)}/1/thumbnail`).expect(404);
    expect((await teacher.get(previewOf(resource)).expect(200)).body.status).toBe("waiting");
  };
  const expectReady = async (id: string) => {
    await system.runJobs();
    const now = (await teacher.get(`/api/resources/${id}?draft=true`).expect(200)).body;
    expect(now.files[0]).toMatchObject({ text: { status: "ready" }, preview: { status: "ready" } });
    await teacher.get(`${previewOf(now)}/1/thumbnail`).expect(200);
  };

  test("in the next draft of what waits for them itself", async () => {
    await knownElsewhere("下一稿");
    const mine = await publish(teacher, group, { title: "我的", files: files("下一稿") });
    const draft = await teacher.patch(`/api/resources/${mine.id}`).send({ title: "我的（二）" }).expect(200);
    await expectWaiting(draft.body);
    await expectReady(mine.id);
  });

  test("in its next version", async () => {
    await knownElsewhere("下一版");
    const mine = await publish(teacher, group, { title: "我的", files: files("下一版") });
    await teacher.patch(`/api/resources/${mine.id}`).send({ title: "我的（二）" }).expect(200);
    const next = await teacher
      .post(`/api/resources/${mine.id}/publish`)
      .send({ sharedWith: group })
      .expect(200);
    await expectWaiting(next.body);
    await expectReady(mine.id);
  });

  test("in an adaptation of it", async () => {
    await knownElsewhere("改编");
    const mine = await publish(teacher, group, { title: "我的", files: files("改编") });
    const copy = (await teacher.post(`/api/resources/${mine.id}/adapt`).send({}).expect(201)).body;
    await expectWaiting(copy);
    await expectReady(copy.id);
  });
});

describe("of the next draft of what a whole group reads", () => {
  let draft: Holder;
  let picture: string;
  let colleague: Client;
  beforeAll(async () => {
    colleague = await signedIn(system, "yixiao.teacher");
    const shown = await publish(teacher, group, { title: "大家的", files: files("大家的") });
    const change = { files: [{ uploadId: await uploadFile(teacher, "新的.pdf", twoPages("新的")) }] };
    draft = (await teacher.patch(`/api/resources/${shown.id}`).send(change).expect(200)).body;
    await system.runJobs();
    picture = `${previewOf(draft)}/1/view`;
  });

  test("nobody else has the pictures, whatever they know of them and however they ask", async () => {
    const { etag } = (await teacher.get(picture).expect(200)).headers;
    const lead = await signedIn(system, "sanxiao.lead");
    const { key } = (await colleague.post("/api/me/api-keys").send({ name: "程序" }).expect(201)).body;
    const program = anonymous(system).set("X-Api-Key", key);
    for (const other of [colleague, lead, stranger, program, anonymous(system)]) {
      await other.get(`/api/resources/${draft.id}`);
      for (const address of [picture, previewOf(draft), `${previewOf(draft)}-events`])
        await other
          .get(address)
          .set("If-None-Match", etag as string)
          .expect(404);
    }
    const { body } = await colleague.get(`/api/resources/${draft.id}?draft=true`).expect(200);
    expect(JSON.stringify(body)).not.toContain(draft.files[0]?.id);
  });

  test("its author has them by the author's own key, as long as that is valid", async () => {
    const { id, key } = (await teacher.post("/api/me/api-keys").send({ name: "程序" }).expect(201)).body;
    const program = anonymous(system).set("X-Api-Key", key);
    await program.get(picture).expect(200);
    await teacher.delete(`/api/me/api-keys/${id}`).expect(204);
    await program.get(picture).expect(401);
  });

  test("nobody has what was thrown away", async () => {
    await teacher.delete(`/api/resources/${draft.id}/draft`).expect(200);
    for (const one of [teacher, colleague]) await one.get(picture).expect(404);
  });
});

test("a draft's events end without a picture when its author's session ends", async () => {
  const draft = await createDraft(teacher, { title: "离开", files: files("离开") });
  const cookie = await openSession(system.address, "sanxiao.teacher");
  const events = await follow(system.address, `${previewOf(draft)}-events`, cookie);
  await events.readTo("queued");
  await fetch(`${system.address}/api/session`, { method: "DELETE", headers: { cookie } });
  await system.runJobs();
  expect(await events.readTo()).not.toContain("ready");
});

describe("what happens to a draft while its pictures are drawn:", () => {
  const drawWhile = async (sha256: Sha256, act: () => Promise<unknown>): Promise<void> => {
    const previewer = createPreviewer();
    const make: typeof previewer.make = async (...of) => {
      const made = await previewer.make(...of);
      await act();
      return made;
    };
    await makePreview(system.ctx, { ...previewer, make }, { sha256 });
    previewer.close();
  };
  const begin = async (title: string) => {
    const draft: Holder = await createDraft(teacher, { title, files: files(title) });
    return { draft, sha256: draft.files[0]?.sha256 as Sha256, picture: `${previewOf(draft)}/1/view` };
  };
  const isKept = async (sha256: Sha256) =>
    (await system.ctx.db.selectFrom("file_preview").select("sha256").where("sha256", "=", sha256).execute())
      .length > 0;

  test("it is published, and all who read it see them", async () => {
    const { draft, sha256, picture } = await begin("发布");
    await drawWhile(sha256, () =>
      teacher.post(`/api/resources/${draft.id}/publish`).send({ sharedWith: group }).expect(200),
    );
    await (await signedIn(system, "yixiao.teacher")).get(picture).expect(200);
    await stranger.get(picture).expect(404);
  });

  test("its file is taken out before its turn and put in again, and is asked for once more", async () => {
    const { draft, sha256 } = await begin("拿掉");
    const put = async (...files: object[]) =>
      (await teacher.patch(`/api/resources/${draft.id}`).send({ files }).expect(200)).body;
    await put();
    // As uploads go that nobody took up for long.
    await system.ctx.db.deleteFrom("upload").where("sha256", "=", sha256).execute();
    await system.runJobs();
    const again = await put({ uploadId: await uploadFile(teacher, "拿掉.pdf", twoPages("拿掉")) });
    await system.runJobs();
    await teacher.get(`${previewOf(again)}/1/view`).expect(200);
  });

  test("its file turns out to be infected, and nothing is kept of it until it is released", async () => {
    const { sha256, picture } = await begin("感染");
    const settle = (status: "infected" | "clean") =>
      settleScan(
        system.ctx,
        sha256,
        { status, detail: status === "infected" ? "Commons.Test" : null },
        { isAgain: true, knownAt: system.clock.now() },
      );
    await drawWhile(sha256, () => settle("infected"));
    expect(await isKept(sha256)).toBe(false);
    expect((await teacher.get(picture)).body.code).toBe("file.quarantined");
    await readForgottenFiles(system.ctx);
    await system.runJobs();
    expect(await isKept(sha256)).toBe(false);
    await settle("clean");
    await system.runJobs();
    await teacher.get(picture).expect(200);
    system.clock.advance(1000);
    await settle("infected");
    expect(await isKept(sha256)).toBe(false);
    expect((await teacher.get(picture)).body.code).toBe("file.quarantined");
    await stranger.get(picture).expect(404);
  });
});
