import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anonymous, type Client, password, seedPeople, signedInByPassword } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { personOf } from "../support/world.ts";

let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
});
afterAll(() => system.stop());

const signIn = (username: string, word: string, client: Client = anonymous(system)) =>
  client.post("/api/session").send({ username, password: word });

describe("signing in", () => {
  test("wants a name and a password, and nothing else", async () => {
    const client = anonymous(system);
    await client.post("/api/session").send({}).expect(400);
    await client.post("/api/session").send({ username: "a", password: 7 }).expect(400);
    const extra = await client
      .post("/api/session")
      .send({ username: "sanxiao.math", password, remember: true })
      .expect(400);
    expect(extra.body.code).toBe("body.invalid");
  });

  test("answers who one is and sets a cookie that scripts cannot read", async () => {
    const reply = await signIn("sanxiao.teacher", password).expect(200);
    expect(reply.body).toMatchObject({ username: "sanxiao.teacher", can: { createResource: true } });
    expect(reply.body.campuses.map((campus: { name: string }) => campus.name)).toEqual(["三小校区"]);
    const [cookie] = reply.get("set-cookie") ?? [];
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(reply.headers["cache-control"]).toBe("no-store");
    expect(JSON.stringify(reply.body)).not.toContain(password);
  });

  test("takes the name in any case", async () => {
    await signIn("SanXiao.Teacher", password).expect(200);
  });

  test("says the same for a wrong name, a wrong password, a name of a wrong shape and a disabled account", async () => {
    const disabled = personOf("sanxiao.sport");
    await system.ctx.db
      .updateTable("person")
      .set({ disabled_at: new Date() })
      .where("id", "=", disabled.id)
      .execute();
    const replies = await Promise.all([
      signIn("sanxiao.science", "a-wrong-password"),
      signIn("nobody.at.all", "a-wrong-password"),
      signIn("x", "a-wrong-password"),
      signIn("有 空格", password),
      signIn(disabled.username, password),
    ]);
    for (const reply of replies) {
      expect(reply.status).toBe(401);
      expect(reply.headers["content-type"]).toMatch("application/problem+json");
      expect(reply.get("set-cookie")).toBeUndefined();
      expect({ ...reply.body, requestId: "" }).toEqual({ ...replies[0]?.body, requestId: "" });
      expect(Object.keys(reply.headers).sort()).toEqual(Object.keys(replies[0]?.headers ?? {}).sort());
    }
  });

  test("keeps a signed-in person out from the moment the account is disabled", async () => {
    const client = await signedInByPassword(system, "sixiao.teacher");
    await client.get("/api/me").expect(200);
    await system.ctx.db
      .updateTable("person")
      .set({ disabled_at: new Date() })
      .where("id", "=", personOf("sixiao.teacher").id)
      .execute();
    await client.get("/api/me").expect(401);
  });

  test("refuses a tampered or made-up session cookie", async () => {
    for (const token of ["", "x", "a".repeat(32), `${"a".repeat(32)}.sig`, "%00", "a'--", "ü".repeat(20)]) {
      const cookie = `campus-commons.session_token=${encodeURIComponent(token)}`;
      await anonymous(system).get("/api/me").set("Cookie", cookie).expect(401);
    }
  });

  test("refuses a real session's token without its signature, or with another", async () => {
    const reply = await anonymous(system)
      .post("/api/session")
      .send({ username: "yixiao.teacher", password })
      .expect(200);
    const cookie = String(reply.headers["set-cookie"]).split(";")[0] as string;
    await anonymous(system).get("/api/me").set("Cookie", cookie).expect(200);
    const [name, value] = cookie.split("=") as [string, string];
    const [token, signature] = decodeURIComponent(value).split(".") as [string, string];
    const other = signature.startsWith("A") ? `B${signature.slice(1)}` : `A${signature.slice(1)}`;
    for (const forged of [token, `${token}.`, `${token}.${other}`]) {
      const tampered = `${name}=${encodeURIComponent(forged)}`;
      await anonymous(system).get("/api/me").set("Cookie", tampered).expect(401);
      await anonymous(system).delete("/api/session").set("Cookie", tampered).expect(401);
    }
  });
});
