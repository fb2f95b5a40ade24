import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anonymous, password, seedPeople, signedInByPassword } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";

let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
});
afterAll(() => system.stop());

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
});
