import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Client, createDraft, seedPeople, signedIn } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";

let system: TestSystem;
let teacher: Client;
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  teacher = await signedIn(system, "sanxiao.teacher");
});
afterAll(() => system.stop());

const send = (fields: object) =>
  teacher.post("/api/resources").send({ title: "课", kind: "lesson-plan", ...fields });

describe("invisible characters", () => {
  test.each([
    "\u200b\u202e",
    "\u0007",
    "\u00a0\u200d",
    "\ufeff\n\t",
    "\u{e0041}",
    "\u2800",
    "\ufe0f",
    "\u034f \ufe01",
  ])("make no title: %j", async (title) => {
    const refused = await send({ title }).expect(400);
    expect(refused.body.fields).toMatchObject([{ path: "title" }]);
    const draft = await createDraft(teacher);
    await teacher.patch(`/api/resources/${draft.id}`).send({ title }).expect(400);
  });

  test("make no keyword", async () => {
    await send({ keywords: ["分数", "\u2066\u2069"] }).expect(400);
  });

  test("are taken out of what can be seen", async () => {
    const made = await send({
      title: "\ufeff《静\u200b夜思》\u202e教案\t一\r\n二",
      summary: "第一行\r\n\t第二行\u2066\u0001",
      keywords: [" 古\u00ad诗 "],
    }).expect(201);
    expect(made.body).toMatchObject({
      title: "《静夜思》教案 一 二",
      summary: "第一行\n\t第二行",
      keywords: ["古诗"],
    });
  });

  test("stay where they hold a character together", async () => {
    const title = "👩‍🏫 ＡＢＣ 𠮷 ❤️ 1️⃣ ⠃⠀⠃";
    expect((await send({ title }).expect(201)).body.title).toBe(title);
  });
});
