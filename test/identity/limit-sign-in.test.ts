import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anonymous, password, seedPeople } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";

let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
});
afterAll(() => system.stop());

const signIn = (username: string, word = password, forwardedFor?: string, at = system) => {
  const request = anonymous(at).post("/api/session");
  if (forwardedFor) request.set("X-Forwarded-For", forwardedFor);
  return request.send({ username, password: word });
};

describe("guessing passwords", () => {
  test("ends for one name after ten wrong ones, while others still sign in", async () => {
    for (let count = 0; count < 10; count++) await signIn("sanxiao.math", `wrong-${count}`).expect(401);
    const refused = await signIn("sanxiao.math", "wrong-again").expect(429);
    expect(refused.body.code).toBe("session.too-many-attempts");
    expect(refused.headers["content-type"]).toMatch("application/problem+json");
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
    await signIn("sanxiao.math").expect(429);
    await signIn(" SANXIAO.MATH ").expect(429);
    await signIn("sanxiao.teacher").expect(200);
  });

  test("does not begin anew with an address that the client only claims", async () => {
    await signIn("sanxiao.math", password, "203.0.113.7").expect(429);
  });

  test("does not count what succeeded", async () => {
    for (let count = 0; count < 12; count++) await signIn("yixiao.teacher").expect(200);
  });

  test("counts the same for a name that does not exist, so that the limit tells nothing", async () => {
    for (let count = 0; count < 10; count++) await signIn("nobody.here", `wrong-${count}`).expect(401);
    await signIn("nobody.here", "wrong").expect(429);
  });

  test("is counted when the tries come all at once", async () => {
    const tries = Array.from({ length: 20 }, (_one, index) => signIn("yixiao.math", `wrong-${index}`));
    const statuses = (await Promise.all(tries)).map((reply) => reply.status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(10);
    // Ten passwords are hashed at once: a busy machine may be too slow for one, and then says 503.
    for (const status of statuses) expect([401, 429, 503]).toContain(status);
    expect(statuses).toContain(401);
  });
});

describe("guessing passwords through a proxy that is trusted", () => {
  test("is counted by the address that the proxy saw, whatever the client claims before it", async () => {
    const behind = await startTestSystem({ environment: { TRUST_PROXY: "1" } });
    try {
      await seedPeople(behind);
      const from = (claimed: string, seen: string, word: string) =>
        signIn("sanxiao.math", word, `${claimed}, ${seen}`, behind);
      for (let count = 0; count < 10; count++)
        await from(`203.0.113.${count}`, "198.51.100.7", "wrong").expect(401);
      await from("203.0.113.99", "198.51.100.7", password).expect(429);
      await from("198.51.100.7", "198.51.100.8", password).expect(200);
    } finally {
      await behind.stop();
    }
  });
});
