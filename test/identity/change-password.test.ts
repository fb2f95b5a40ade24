import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { anonymous, password, seedPeople, signedInByPassword } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";

let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
});
afterAll(() => system.stop());
afterEach(() => vi.restoreAllMocks());

const path = "/api/me/password";
const newPassword = "another-password-for-tests";

describe("changing one's password", () => {
  test("is refused to the signed-out, and wants a new one of ten characters or more", async () => {
    const change = { currentPassword: password, newPassword };
    await anonymous(system).put(path).send(change).expect(401);
    const client = await signedInByPassword(system, "sanxiao.math");
    await client.put(path).send({ newPassword }).expect(400);
    const short = await client
      .put(path)
      .send({ currentPassword: password, newPassword: "short" })
      .expect(400);
    expect(short.body.fields).toMatchObject([{ path: "newPassword" }]);
    await client
      .put(path)
      .send({ ...change, personId: "another" })
      .expect(400);
  });

  test("names the field where the present password is wrong, and changes nothing", async () => {
    const client = await signedInByPassword(system, "sanxiao.math");
    const wrong = await client.put(path).send({ currentPassword: "not-it-at-all", newPassword }).expect(400);
    expect(wrong.body).toMatchObject({ code: "password.wrong", fields: [{ path: "currentPassword" }] });
    await signedInByPassword(system, "sanxiao.math");
  });

  test("ends every other session, while one's own goes on", async () => {
    const [here, there] = [
      await signedInByPassword(system, "yixiao.math"),
      await signedInByPassword(system, "yixiao.math"),
    ];
    await here.put(path).send({ currentPassword: password, newPassword }).expect(204);
    await here.get("/api/me").expect(200);
    await there.get("/api/me").expect(401);
    const signIn = (word: string) =>
      anonymous(system).post("/api/session").send({ username: "yixiao.math", password: word });
    await signIn(password).expect(401);
    await signIn(newPassword).expect(200);
  });

  describe("where the sign-in library breaks off", () => {
    const change = { currentPassword: password, newPassword };
    const isRefusedKey = async (key: string) =>
      (await anonymous(system).get("/api/me").set("X-Api-Key", key)).status === 401;

    test("between the keys and the password leaves the old password, and no key", async () => {
      const client = await signedInByPassword(system, "hongqi.math");
      const made = await client.post("/api/me/api-keys").send({ name: "程序" }).expect(201);
      expect(await isRefusedKey(made.body.key)).toBe(false);
      vi.spyOn(system.ctx.auth.api, "changePassword").mockRejectedValueOnce(new Error("broken off"));
      await client.put(path).send(change).expect(500);
      expect(await isRefusedKey(made.body.key)).toBe(true);
      await client.put(path).send(change).expect(204);
    });

    test("is told as our trouble, and counts as no wrong password", async () => {
      const client = await signedInByPassword(system, "hongqi.teacher");
      const failing = vi.spyOn(system.ctx.auth.api, "verifyPassword");
      failing.mockImplementation((async () => new Response("", { status: 500 })) as never);
      for (let count = 0; count < 12; count++) {
        const { body, headers } = await client.put(path).send(change).expect(503);
        expect(body.code).toBe("password.unavailable");
        expect(headers["retry-after"]).toBe("2");
      }
      failing.mockRestore();
      await client.put(path).send(change).expect(204);
    });
  });
});
