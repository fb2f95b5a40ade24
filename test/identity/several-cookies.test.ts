import { afterAll, beforeAll, expect, test } from "vitest";
import { anonymous, password, seedPeople } from "../support/client.ts";
import { signInForCookie } from "../support/patient-client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";

let system: TestSystem;
let own: string;
let stolen: string;
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  own = await signInForCookie(system.address, "sanxiao.math");
  stolen = await signInForCookie(system.address, "yixiao.math");
});
afterAll(() => system.stop());

const nameOf = (cookie: string): string => cookie.slice(0, cookie.indexOf("="));

/** Whose session is used must be the same for every part of the server: the sign-in library reads the header as well. */
test("one session cookie is looked at, whatever stands beside it", async () => {
  const signedOf = (cookie: string) => cookie.slice(cookie.indexOf("="));
  const plain = nameOf(own);
  for (const [first, second] of [
    [own, stolen],
    [stolen, own],
  ] as const)
    for (const header of [
      `${first}; ${second}`,
      `${plain} ${signedOf(first)}; ${second}`,
      `${first};${plain}\t${signedOf(second)}`,
    ])
      await anonymous(system).get("/api/me").set("Cookie", header).expect(401);
  const mixed = `__Secure-${stolen}; ${own}; theme=dark`;
  const me = await anonymous(system).get("/api/me").set("Cookie", mixed).expect(200);
  const alone = await anonymous(system).get("/api/me").set("Cookie", own).expect(200);
  expect(me.body).toEqual(alone.body);
  // The library acts for the same person: the present password that it asks for is theirs, and the other's session stays.
  const change = { currentPassword: password, newPassword: "another-long-word" };
  await anonymous(system).put("/api/me/password").set("Cookie", mixed).send(change).expect(204);
  await anonymous(system).get("/api/me").set("Cookie", stolen).expect(200);
  await anonymous(system).get("/api/me").set("Cookie", own).expect(401);
});
