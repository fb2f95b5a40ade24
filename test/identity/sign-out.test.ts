import { afterAll, beforeAll, describe, test } from "vitest";
import { anonymous, seedPeople, signedInByPassword } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";

let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
});
afterAll(() => system.stop());

describe("signing out", () => {
  test("is refused to the signed-out", async () => {
    await anonymous(system).delete("/api/session").expect(401);
    await anonymous(system).delete("/api/sessions").expect(401);
  });

  test("ends this session only, and a copy of its cookie with it", async () => {
    const [here, there] = [
      await signedInByPassword(system, "sanxiao.teacher"),
      await signedInByPassword(system, "sanxiao.teacher"),
    ];
    const kept = anonymous(system);
    const signIn = await kept
      .post("/api/session")
      .send({ username: "sanxiao.teacher", password: "a-password-for-tests" });
    const copied = [signIn.get("set-cookie") ?? []]
      .flat()
      .map((cookie) => cookie.split(";")[0])
      .join("; ");
    await anonymous(system).get("/api/me").set("Cookie", copied).expect(200);
    await kept.delete("/api/session").expect(204);
    await anonymous(system).get("/api/me").set("Cookie", copied).expect(401);
    await here.delete("/api/session").expect(204);
    await here.get("/api/me").expect(401);
    await there.get("/api/me").expect(200);
  });

  test("everywhere ends every session of the person and nobody else's", async () => {
    const [here, there, other] = [
      await signedInByPassword(system, "yixiao.teacher"),
      await signedInByPassword(system, "yixiao.teacher"),
      await signedInByPassword(system, "yixiao.math"),
    ];
    await here.delete("/api/sessions").expect(204);
    await here.get("/api/me").expect(401);
    await there.get("/api/me").expect(401);
    await other.get("/api/me").expect(200);
  });
});
