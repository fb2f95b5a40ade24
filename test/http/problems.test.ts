import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Problem } from "../../server/http/shapes.ts";
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

describe("a failure", () => {
  test("is always a problem document with a stable code and the request's id", async () => {
    const draft = await createDraft(teacher, { files: [] });
    const path = `/api/resources/${draft.id}`;
    const failures: [
      number,
      string,
      PromiseLike<{ status: number; body: unknown; headers: Record<string, string> }>,
    ][] = [
      [401, "session.required", anonymous(system).get("/api/me")],
      [400, "body.invalid", teacher.post("/api/resources").send({})],
      [400, "query.invalid", teacher.get("/api/resources?limit=x")],
      [404, "not-found", teacher.get("/api/resources/x")],
      [403, "sharing.level", teacher.post(`${path}/publish`).send({ sharedWith: "public" })],
      [409, "resource.never-published", teacher.delete(`${path}/draft`)],
      [412, "precondition.failed", teacher.patch(path).set("If-Match", '"77"').send({ title: "改" })],
      [415, "request.not-json", teacher.post("/api/resources").type("text").send("x")],
    ];
    for (const [status, code, failure] of failures) {
      const reply = await failure;
      expect(reply.headers["content-type"]).toBe("application/problem+json");
      expect(reply.headers["cache-control"]).toBe("no-store");
      const problem = Problem.parse(reply.body);
      expect(problem).toMatchObject({ status, code, type: `urn:campus-commons:problem:${code}` });
      expect(problem.requestId).toBe(reply.headers["x-request-id"]);
      expect(reply.status).toBe(status);
    }
  });

  test("of an address that is not there is one too, and keeps the connection", async () => {
    for (const path of ["/api", "/api/", "/api/nothing", "/api/resources/a/b/c/d"]) {
      const reply = await fetch(`${system.address}${path}`);
      expect(reply.status).toBe(404);
      expect(Problem.parse(await reply.json()).code).toBe("not-found");
      expect(reply.headers.get("connection")).toBe("keep-alive");
    }
  });

  test("of a method that an address does not take says which it takes, to anybody", async () => {
    for (const client of [teacher, anonymous(system)]) {
      for (const method of ["put", "delete", "patch"] as const) {
        const reply = await client[method]("/api/plans").expect(405);
        expect(reply.headers.allow).toBe("GET, POST, HEAD, OPTIONS");
        expect(Problem.parse(reply.body).code).toBe("method.not-allowed");
      }
      const asked = await client.options("/api/search").expect(204);
      expect(asked.headers.allow).toBe("GET, HEAD, OPTIONS");
    }
  });

  test("that nobody foresaw says nothing of itself", async () => {
    const secret = "the inner life of the server";
    const { blobs } = system.ctx;
    const draft = await createDraft(teacher);
    const original = blobs.presignDownload;
    blobs.presignDownload = () => Promise.reject(new TypeError(secret));
    try {
      const reply = await teacher.get(`/api/resources/${draft.id}/files/${draft.files[0].id}`).expect(500);
      expect(Problem.parse(reply.body).code).toBe("internal");
      expect(JSON.stringify(reply.body)).not.toContain(secret);
      expect(reply.headers).not.toHaveProperty("content-disposition");
      expect(reply.headers).not.toHaveProperty("etag");
    } finally {
      blobs.presignDownload = original;
    }
  });
});
