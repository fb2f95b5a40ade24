import { createHash, randomInt, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startScript } from "../start-up/start-system.ts";
import { anonymous, type Client, publish, seedPeople, signedIn } from "../support/client.ts";
import { adoptPlan, publishPlan } from "../support/plans.ts";
import { environmentOf, type RunningPart, startPart } from "../support/processes.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { makeTemporaryDirectory, type TemporaryDirectory } from "../support/temporary-directory.ts";
import { unitOf } from "../support/world.ts";
import { readFeed, untilSettled } from "./read-feed.ts";

let system: TestSystem;
let author: Client;
let research: Client;
let reader: Client;
let key: string;
let directory: TemporaryDirectory;
let folder: string;
let server: RunningPart;
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  author = await signedIn(system, "sanxiao.teacher");
  research = await signedIn(system, "group1.research");
  reader = await signedIn(system, "yixiao.teacher");
  key = (await reader.post("/api/me/api-keys").send({ name: "校区系统" }).expect(201)).body.key;
  directory = await makeTemporaryDirectory();
  folder = path.join(directory.path, "copy");
  server = await startPart("server", environmentOf(system));
});
afterAll(async () => {
  if (server.isAlive()) await server.end("SIGKILL");
  await system.stop();
  await directory.remove();
});

const group = unitOf("group1").id;

const startClient = (address: string) =>
  startScript(
    "scripts/sync-client.ts",
    {},
    { arguments: ["--server", address, "--key", key, "--folder", folder, "--files", "--page", "3"] },
  );

const bringInStep = async () => {
  await untilSettled(system);
  const client = startClient(server.address);
  expect([await client.ended, client.said()]).toEqual([0, expect.stringContaining("changes taken")]);
};

const namesIn = async (name: string) => (await readdir(path.join(folder, name))).sort();

/** The copy has what the feed names and nothing else, each thing as the server shows it, each file with its bytes. */
const expectInStep = async () => {
  const { items } = await readFeed(reader);
  const hashes = new Set<string>();
  for (const kind of ["resource", "plan"] as const) {
    const ids = items.filter((one) => one.kind === kind).map(({ id }) => id);
    expect(await namesIn(`${kind}s`)).toEqual(ids.map((id) => `${id}.json`).sort());
    for (const id of ids) {
      const kept = JSON.parse(await readFile(path.join(folder, `${kind}s`, `${id}.json`), "utf8"));
      const shown = await anonymous(system).get(`/api/${kind}s/${id}`).set("X-Api-Key", key).expect(200);
      expect(kept.content).toEqual(shown.body);
      for (const file of kept.content.files ?? []) hashes.add(file.sha256);
    }
  }
  expect(await namesIn("files")).toEqual([...hashes].sort());
  for (const sha256 of hashes) {
    const bytes = await readFile(path.join(folder, "files", sha256));
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(sha256);
  }
};

test("a copy comes in step however often the client and the server are killed on the way", async () => {
  const made = [];
  for (let number = 1; number <= 12; number++)
    made.push(await publish(author, group, { title: `第 ${number} 份`, text: `内容 ${number}` }));
  const plans = [await publishPlan(research, group), await publishPlan(research, group)];
  for (let round = 0; round < 6; round++) {
    const client = startClient(server.address);
    await sleep(randomInt(150, 900));
    if (round % 3 === 2) {
      await server.end("SIGKILL");
      server = await startPart("server", { ...environmentOf(system), PORT: String(server.port) });
    }
    client.child.kill("SIGKILL");
    await client.ended;
    const changed = made[round] as { id: string };
    const title = `改过的第 ${round} 份`;
    await author.patch(`/api/resources/${changed.id}`).send({ title }).expect(200);
    await author.post(`/api/resources/${changed.id}/publish`).send({ sharedWith: group }).expect(200);
    await author.post(`/api/resources/${made[round + 6]?.id}/archive`).expect(200);
  }
  await research.post(`/api/plans/${plans[0].id}/archive`).expect(200);
  await bringInStep();
  await expectInStep();
});

test("the calendars that plans fall on come with them, and anew when the group's has changed", async () => {
  const plan = await publishPlan(research, group);
  const lead = await signedIn(system, "group1.lead");
  const keep = async (lastOn: string): Promise<{ until: string }[]> => {
    const rules = { firstOn: "2026-09-01", lastOn };
    await lead.put(`/api/units/${group}/calendars/${plan.term}`).send(rules).expect(200);
    await bringInStep();
    expect(await namesIn("calendars")).toEqual([`${group} ${plan.term}.json`]);
    const kept = path.join(folder, "calendars", `${group} ${plan.term}.json`);
    return JSON.parse(await readFile(kept, "utf8")).content.weeks;
  };
  expect((await keep("2027-01-22")).at(-1)).toMatchObject({ until: "2027-01-22" });
  expect((await keep("2027-01-21")).at(-1)).toMatchObject({ until: "2027-01-21" });
});

test("what a break left half written is written again, and what was lost is fetched again", async () => {
  const { id } = await publish(author, group, { title: "新的", text: "新的内容" });
  const sha256 = (await author.get(`/api/resources/${id}`).expect(200)).body.files[0].sha256;
  await writeFile(path.join(folder, "resources", `${randomUUID()}.json.part`), "of something that is gone");
  await mkdir(path.join(folder, "files"), { recursive: true });
  await writeFile(path.join(folder, "files", `${sha256}.part`), "these are not the bytes");
  await writeFile(path.join(folder, "resources", `${id}.json.part`), '{"revision": 1, "con');
  await bringInStep();
  await expectInStep();
});

test("whose cursor leads no further begins anew and forgets what is not there any more", async () => {
  const lead = await signedIn(system, "yixiao.lead");
  const copy = await adoptPlan(lead, await publishPlan(research, group), unitOf("yixiao").id);
  await bringInStep();
  const stray = "00000000-0000-4000-8000-000000000000";
  const kept = await readFile(path.join(folder, "plans", `${copy.id}.json`));
  await writeFile(path.join(folder, "plans", `${stray}.json`), kept);
  await writeFile(path.join(folder, "state.json"), '{"cursor":"AAAA","isBeginning":false}');
  await bringInStep();
  await expectInStep();
});
