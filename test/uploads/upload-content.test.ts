import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeDocx } from "../../scripts/make-files/docx.ts";
import { makePdf } from "../../scripts/make-files/pdf.ts";
import {
  anonymous,
  type Client,
  password,
  publish,
  seedPeople,
  signedIn,
  uploadFile,
} from "../support/client.ts";
import { sha256Of, someBytes } from "../support/streams.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { personOf, unitOf } from "../support/world.ts";
import { cookieOf, fileForm, postForm } from "./form.ts";

let system: TestSystem;
let teacher: Client;
let colleague: Client;
let outsider: Client;
let cookie: string;
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  [teacher, colleague, outsider] = await Promise.all([
    signedIn(system, "sanxiao.teacher"),
    signedIn(system, "yixiao.teacher"),
    signedIn(system, "erxiao.teacher"),
  ]);
  cookie = await cookieOf(system, "sanxiao.teacher", password);
});
afterAll(() => system.stop());

const upload = (client: Client, name: string, bytes: Buffer, contentType?: string) =>
  client
    .post("/api/uploads")
    .attach("file", bytes, { filename: name, ...(contentType ? { contentType } : {}) });

describe("an upload", () => {
  test("is refused to the signed-out, to people without a campus, and for another's campus", async () => {
    await upload(anonymous(system), "x.txt", Buffer.from("x")).expect(401);
    const officer = await signedIn(system, "xinping.officer");
    expect((await upload(officer, "x.txt", Buffer.from("x")).expect(403)).body.code).toBe(
      "resource.no-campus",
    );
    const post = (query: object) =>
      teacher.post("/api/uploads").query(query).attach("file", Buffer.from("x"), "x.txt");
    await post({ campusId: unitOf("yixiao").id }).expect(404);
    await post({ campusId: "nonsense" }).expect(400);
    await post({ ownerId: personOf("yixiao.teacher").id }).expect(400);
    await post({ campusId: unitOf("sanxiao").id }).expect(201);
  });

  test("answers what the server itself found out", async () => {
    const bytes = await makeDocx({ title: "教案", paragraphs: ["一"] });
    const reply = await upload(teacher, "教案.docx", bytes, "text/html").expect(201);
    expect(reply.body).toMatchObject({
      name: "教案.docx",
      mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      sizeBytes: bytes.length,
      sha256: sha256Of(bytes),
      warnings: [],
      duplicates: [],
    });
    const again = await teacher.get(`/api/uploads/${reply.body.id}`).expect(200);
    expect(again.body).toEqual(reply.body);
  });

  test("of nothing is refused in words", async () => {
    const refused = await upload(teacher, "空.docx", Buffer.alloc(0)).expect(400);
    expect(refused.body.code).toBe("upload.empty");
  });

  test("of one byte is taken", async () => {
    expect((await upload(teacher, "一.bin", Buffer.from([0])).expect(201)).body.sizeBytes).toBe(1);
  });

  test.each<[string, string, Buffer, string, string[]]>([
    [
      "HTML called pdf",
      "教案.pdf",
      Buffer.from("<!doctype html><script>1</script>"),
      "text/html",
      ["name-mismatch", "active-content"],
    ],
    [
      "a PDF called docx",
      "教案.docx",
      makePdf({ title: "一", pages: [["一"]] }),
      "application/pdf",
      ["name-mismatch"],
    ],
    [
      "a script in an image's clothes",
      "图.png",
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
      "image/svg+xml",
      ["name-mismatch", "active-content"],
    ],
    [
      "HTML by its own name",
      "页.html",
      Buffer.from("<!doctype html><p>一</p>"),
      "text/html",
      ["active-content"],
    ],
    ["plain text", "说明.txt", Buffer.from("一二三"), "text/plain", []],
  ])("of %s is named for what it is", async (_what, name, bytes, mediaType, warnings) => {
    const reply = await upload(teacher, name, bytes, "image/png").expect(201);
    expect(reply.body).toMatchObject({ mediaType, warnings });
  });

  test("of bytes that a visible resource has tells of it; of bytes elsewhere tells nothing", async () => {
    const bytes = someBytes(5000);
    const files = [{ name: "素材.bin", bytes }];
    const resource = await publish(teacher, unitOf("group1").id, { title: "已有的素材", files });
    const seen = await upload(colleague, "又一份.bin", bytes).expect(201);
    expect(seen.body.duplicates).toMatchObject([
      { resourceId: resource.id, title: "已有的素材", isSameFile: true, percent: 100 },
    ]);
    const unseen = await upload(outsider, "又一份.bin", bytes).expect(201);
    const fresh = await upload(outsider, "又一份.bin", someBytes(5000)).expect(201);
    expect(unseen.body.duplicates).toEqual([]);
    expect(Object.keys(unseen.body)).toEqual(Object.keys(fresh.body));
    expect(unseen.body.sha256).toBe(seen.body.sha256);
  });
});

describe("another person's upload", () => {
  test("is neither read, nor removed, nor attached, and is named as unknown", async () => {
    const id = await uploadFile(teacher, "我的.txt", Buffer.from("我的"));
    await anonymous(system).get(`/api/uploads/${id}`).expect(401);
    await anonymous(system).delete(`/api/uploads/${id}`).expect(401);
    await colleague.get(`/api/uploads/${id}`).expect(404);
    await colleague.delete(`/api/uploads/${id}`).expect(404);
    const attach = (uploadId: string) =>
      colleague.post("/api/resources").send({ title: "借来", kind: "material", files: [{ uploadId }] });
    const foreign = await attach(id).expect(400);
    const unknown = await attach("00000000-0000-4000-8000-000000000000").expect(400);
    expect({ ...foreign.body, requestId: "" }).toEqual({ ...unknown.body, requestId: "" });
    expect(foreign.body.fields).toMatchObject([{ path: "files.0", code: "unknown-file" }]);
    await teacher.delete(`/api/uploads/${id}`).expect(204);
    await teacher.get(`/api/uploads/${id}`).expect(404);
  });

  test("is nowhere after its seven days, even for its owner", async () => {
    const id = await uploadFile(teacher, "旧.txt", Buffer.from("旧"));
    const start = system.clock.now();
    system.clock.advance(7 * 24 * 3600_000 + 1);
    const attach = { title: "迟了", kind: "material", files: [{ uploadId: id }] };
    await teacher.get(`/api/uploads/${id}`).expect(404);
    await teacher.post("/api/resources").send(attach).expect(400);
    system.clock.set(start);
    await teacher.get(`/api/uploads/${id}`).expect(200);
  });
});

describe("an upload sent again with its Idempotency-Key", () => {
  const withKey = (key: string, content: string, name = "教案.txt") =>
    postForm(system, cookie, fileForm(name, content), { "Idempotency-Key": key }) as Promise<{
      status: number;
      body: { id: string; code: string };
    }>;

  test("is the same upload, also when both come at once", async () => {
    const first = await withKey("again", "一");
    const second = await withKey("again", "一");
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body.id).toBe(first.body.id);
    const together = await Promise.all([1, 2, 3, 4].map(() => withKey("together", "二")));
    expect(new Set(together.map((reply) => reply.body.id)).size).toBe(1);
  });

  test("but with other bytes is a conflict", async () => {
    await withKey("other", "一");
    const reply = await withKey("other", "二");
    expect(reply).toMatchObject({ status: 409, body: { code: "idempotency.key-reused" } });
  });

  test("is another person's own affair", async () => {
    const theirs = await colleague
      .post("/api/uploads")
      .set("Idempotency-Key", "again")
      .attach("file", Buffer.from("一"), "教案.txt")
      .expect(201);
    expect(theirs.body.id).not.toBe((await withKey("again", "一")).body.id);
  });
});
