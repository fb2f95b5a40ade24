import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sweepStorage } from "../../indexer/tasks/sweep-storage.ts";
import {
  anonymous,
  type Client,
  password,
  seedPeople,
  signedIn,
  signedInByPassword,
} from "../support/client.ts";
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

/** Opens all connections that a crowd needs: hashing takes the threads that opening one needs too. */
const openConnections = () =>
  Promise.all(
    Array.from({ length: system.connection.pool.options.max }, () =>
      system.connection.pool.query("select pg_sleep(0.2)"),
    ),
  );

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
    await openConnections();
    const tries = Array.from({ length: 20 }, (_one, index) => signIn("yixiao.math", `wrong-${index}`));
    const statuses = (await Promise.all(tries)).map((reply) => reply.status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(10);
    // Ten passwords are hashed at once: a busy machine may be too slow for one, and then says 503.
    for (const status of statuses) expect([401, 429, 503]).toContain(status);
    expect(statuses).toContain(401);
  });
});

/** As if a quarter of an hour had gone by. */
const endWindows = () => system.ctx.db.updateTable("attempt_count").set({ until_at: sql`now()` }).execute();

const countsKept = async (): Promise<number> =>
  (await system.ctx.db.selectFrom("attempt_count").select("key_hash").execute()).length;

describe("the count of wrong passwords", () => {
  /** Another server on the same database, as after a restart. */
  const startAnother = () =>
    startTestSystem({
      database: { url: system.ctx.config.database.url as string },
      environment: { AUTH_SECRET: system.ctx.config.authSecret },
    });

  test("is one for all servers of a database, and outlives each of them", async () => {
    for (let count = 0; count < 5; count++) await signIn("hongqi.teacher", `wrong-${count}`).expect(401);
    const second = await startAnother();
    try {
      for (let count = 5; count < 10; count++)
        await signIn("hongqi.teacher", `wrong-${count}`, undefined, second).expect(401);
      await signIn("hongqi.teacher", password, undefined, second).expect(429);
    } finally {
      await second.stop();
    }
    const third = await startAnother();
    try {
      await signIn("hongqi.teacher", password, undefined, third).expect(429);
    } finally {
      await third.stop();
    }
  });

  test("begins anew after its quarter of an hour, and is then forgotten", async () => {
    for (let count = 0; count < 10; count++) await signIn("hongqi.math", `wrong-${count}`).expect(401);
    await signIn("hongqi.math").expect(429);
    await endWindows();
    await signIn("hongqi.math").expect(200);
    for (let count = 0; count < 10; count++) await signIn("hongqi.math", `wrong-${count}`).expect(401);
    await signIn("hongqi.math").expect(429);
    expect(await countsKept()).toBeGreaterThan(0);
    await endWindows();
    await sweepStorage(system.ctx);
    expect(await countsKept()).toBe(0);
  });

  test("keeps nothing of what was typed as a name, which may be a password", async () => {
    await signIn("my-own-password").expect(401);
    const kept = await system.ctx.db.selectFrom("attempt_count").selectAll().execute();
    expect(kept.length).toBeGreaterThan(0);
    expect(JSON.stringify(kept)).not.toContain("my-own");
    expect(JSON.stringify(kept)).not.toContain("127.0.0.1");
  });
});

describe("guessing the present password in a session", () => {
  const change = (client: Client, currentPassword: string, newPassword = password) =>
    client.put("/api/me/password").send({ currentPassword, newPassword });

  test("ends after ten wrong ones, also with the right one, while the owner is not held up", async () => {
    const [stolen, own] = [
      await signedIn(system, "yixiao.english"),
      await signedInByPassword(system, "yixiao.english"),
    ];
    for (let count = 0; count < 12; count++) await change(stolen, `wrong-${count}`, "short").expect(400);
    for (let count = 0; count < 10; count++) {
      const wrong = await change(stolen, `wrong-${count}`).expect(400);
      expect(wrong.body.code).toBe("password.wrong");
    }
    const refused = await change(stolen, password).expect(429);
    expect(refused.body.code).toBe("session.too-many-attempts");
    expect(refused.headers["content-type"]).toMatch("application/problem+json");
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
    expect(Number(refused.headers["retry-after"])).toBeLessThanOrEqual(15 * 60);
    await change(await signedIn(system, "yixiao.science"), password).expect(204);
    await signIn("yixiao.english").expect(200);
    await change(own, password).expect(204);
    await stolen.get("/api/me").expect(401);
  });

  test("is counted when the tries come all at once", async () => {
    const stolen = await signedIn(system, "yixiao.sport");
    await openConnections();
    const tries = Array.from({ length: 20 }, (_one, index) => change(stolen, `wrong-${index}`));
    const statuses = (await Promise.all(tries)).map((reply) => reply.status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(10);
    // As with signing in: a busy machine may be too slow for one of the ten.
    for (const status of statuses) expect([400, 429, 503]).toContain(status);
    expect(statuses).toContain(400);
  });
});

describe("guessing passwords through a proxy that is trusted", () => {
  let behind: TestSystem;
  beforeAll(async () => {
    behind = await startTestSystem({ environment: { TRUST_PROXY: "1" } });
    await seedPeople(behind);
  });
  afterAll(() => behind.stop());
  beforeEach(() => behind.ctx.db.deleteFrom("attempt_count").execute());

  const wrong = "wrong-again";
  const from = (address: string, username: string, word = password) =>
    signIn(username, word, address, behind);

  /** As if what two failed tries have in common had been tried so often. */
  const tryOn = async (attempts: number) => {
    const counts = behind.ctx.db.updateTable("attempt_count").set({ attempts });
    const { numUpdatedRows } = await counts.where("attempts", "=", 2).executeTakeFirst();
    expect(numUpdatedRows).toBe(1n);
  };

  test("is counted by the address that the proxy saw, whatever the client claims before it", async () => {
    const seen = "198.51.100.7";
    for (let count = 0; count < 10; count++)
      await from(`203.0.113.${count}, ${seen}`, "sanxiao.math", wrong).expect(401);
    // However often: a stranger's tries that are refused do not count against the name.
    for (let count = 0; count < 60; count++) await from(`203.0.113.99, ${seen}`, "sanxiao.math").expect(429);
    await from("198.51.100.7, 198.51.100.8", "sanxiao.math").expect(200);
  });

  test("ends for one name after fifty wrong ones from many addresses, while others sign in from those", async () => {
    await from("198.51.100.1", "sanxiao.math", wrong).expect(401);
    await from("198.51.100.2", "sanxiao.math", wrong).expect(401);
    await tryOn(49);
    await from("198.51.100.3", "sanxiao.math", wrong).expect(401);
    await from("198.51.100.4", "sanxiao.math").expect(429);
    await from("198.51.100.4", "sanxiao.teacher").expect(200);
  });

  test("ends for one address after three hundred wrong ones for many names, while these sign in elsewhere", async () => {
    await from("198.51.100.1", "sanxiao.math", wrong).expect(401);
    await from("198.51.100.1", "sanxiao.teacher", wrong).expect(401);
    await tryOn(299);
    await from("198.51.100.1", "yixiao.math", wrong).expect(401);
    await from("198.51.100.1", "yixiao.teacher").expect(429);
    await from("198.51.100.2", "yixiao.teacher").expect(200);
  });
});
