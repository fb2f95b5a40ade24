import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anonymous, type Client, createDraft, seedPeople, signedIn } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";

let system: TestSystem;
let teacher: Client;
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  teacher = await signedIn(system, "sanxiao.teacher");
});
afterAll(() => system.stop());

/** The status line that comes back for bytes written as they are. */
const exchange = (request: string): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect(Number(new URL(system.address).port), "127.0.0.1");
    let reply = "";
    socket.on("data", (chunk) => {
      reply += chunk;
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve(reply));
    socket.end(request);
  });

describe("a request with odd headers", () => {
  test("of a hundred kilobytes of cookie is refused", async () => {
    const reply = await exchange(
      `GET /api/me HTTP/1.1\r\nHost: x\r\nCookie: a=${"b".repeat(100_000)}\r\n\r\n`,
    );
    expect(reply).toMatch(/^HTTP\/1\.1 431 /);
  });

  test("with two ways of saying its length is refused whole, so that nothing is smuggled behind it", async () => {
    const smuggled =
      "POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 4\r\n" +
      "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /api/openapi.json HTTP/1.1\r\nHost: x\r\n\r\n";
    const reply = await exchange(smuggled);
    expect(reply.match(/HTTP\/1\.1 /g)).toHaveLength(1);
    expect(reply).toMatch(/^HTTP\/1\.1 400 /);
  });

  test("without a Host, or with a strange one, changes nothing of the answer", async () => {
    expect(await exchange("GET /api/me HTTP/1.1\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 /);
    const reply = await anonymous(system).get("/api/openapi.json").set("Host", "evil.example").expect(200);
    expect(JSON.stringify(reply.body) + JSON.stringify(reply.headers)).not.toContain("evil.example");
  });

  test("that claim another address of this place are believed in no address that is given out", async () => {
    const claims = {
      Host: "evil.example",
      "X-Forwarded-Host": "evil.example",
      "X-Forwarded-Proto": "gopher",
    };
    const size = { "Tus-Resumable": "1.0.0", "Upload-Length": "5", "Upload-Metadata": "filename aS5tcDQ=" };
    const begun = await teacher
      .post("/api/uploads/tus")
      .set({ ...claims, ...size })
      .expect(201);
    const feed = await teacher.post("/api/calendar-feeds").set(claims).send({}).expect(201);
    const { pathname } = new URL(feed.body.address, system.address);
    const calendar = await anonymous(system).get(pathname).set(claims).expect(200);
    expect(begun.headers.location).toMatch(/^\/api\/uploads\/tus\//);
    for (const text of [feed.body.address, calendar.text])
      expect(text).toContain(system.ctx.config.http.publicUrl);
    for (const { headers, text } of [begun, feed, calendar])
      expect(JSON.stringify(headers) + text).not.toMatch(/evil\.example|gopher/);
  });

  test.each(["abc", '"abc"', "1", 'W/"1"', '"1", "2"', '"', '"-1"', '"9999999999999999999"'])(
    "with an If-Match that names no revision is a failed precondition: %s",
    async (value) => {
      const draft = await createDraft(teacher, { files: [] });
      const reply = await teacher
        .patch(`/api/resources/${draft.id}`)
        .set("If-Match", value)
        .send({ title: "改" })
        .expect(412);
      expect(reply.body.code).toBe("precondition.failed");
    },
  );

  test.each(["x".repeat(201), "教案", "a b", ""])(
    "with an unusable Idempotency-Key is refused: %j",
    async (key) => {
      const raw = Buffer.from(key).toString("latin1");
      const reply = await teacher
        .post("/api/resources")
        .set("Idempotency-Key", raw)
        .send({ title: "一", kind: "lesson-plan" });
      expect(reply.status).toBe(400);
      expect(reply.body.code).toBe("idempotency.key");
    },
  );
});

describe("every answer", () => {
  test("carries an id that the caller cannot choose, and tells browsers to behave", async () => {
    const reply = await teacher
      .get("/api/me")
      .set("X-Request-Id", "chosen\nby-me".replace("\n", ""))
      .expect(200);
    expect(reply.headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(reply.headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    });
    expect(reply.headers["content-security-policy"]).toContain("default-src 'self'");
    expect(reply.headers).not.toHaveProperty("x-powered-by");
  });
});
