import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anonymous, type Client, password, seedPeople, signedInByPassword } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";

let system: TestSystem;
let teacher: Client;
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  teacher = await signedInByPassword(system, "sanxiao.teacher");
});
afterAll(() => system.stop());

const body = { title: "跨站", kind: "lesson-plan" };

describe("a request that another site makes with the person's cookie", () => {
  test.each([
    { "Sec-Fetch-Site": "cross-site" },
    { "Sec-Fetch-Site": "same-site" },
    { Origin: "https://evil.example" },
    { Origin: "null" },
    { Origin: "not an origin" },
    { Origin: "http://127.0.0.1:1" },
  ])("changes nothing: %j", async (headers) => {
    const refused = await teacher.post("/api/resources").set(headers).send(body).expect(403);
    expect(refused.body.code).toBe("request.cross-site");
    const upload = teacher.post("/api/uploads").set(headers).attach("file", Buffer.from("x"), "x.txt");
    expect((await upload).body.code).toBe("request.cross-site");
    await teacher.delete("/api/session").set(headers).expect(403);
    await anonymous(system)
      .post("/api/session")
      .set(headers)
      .send({ username: "sanxiao.teacher", password })
      .expect(403);
    await teacher.get("/api/me").expect(200);
  });

  test.each([{ "Sec-Fetch-Site": "same-origin" }, { "Sec-Fetch-Site": "none" }, {}])(
    "is told from one's own: %j",
    async (headers) => {
      await teacher.post("/api/resources").set(headers).send(body).expect(201);
    },
  );

  test("from the own address goes through", async () => {
    await teacher.post("/api/resources").set("Origin", system.address).send(body).expect(201);
  });

  test("allows no other site to read replies", async () => {
    const reply = await teacher.get("/api/me").set("Origin", "https://evil.example").expect(200);
    expect(reply.headers).not.toHaveProperty("access-control-allow-origin");
    expect(reply.headers).toHaveProperty("cross-origin-resource-policy", "same-origin");
  });
});
