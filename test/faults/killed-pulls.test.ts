import { randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Client, seedPeople, signedIn } from "../support/client.ts";
import { signInForCookie, silenceMs } from "../support/patient-client.ts";
import { adoptPlan, publishPlan } from "../support/plans.ts";
import { environmentOf, type RunningPart, startPart } from "../support/processes.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";

const rowCount = 80;
const planCount = 6;
const kills = 4;

let system: TestSystem;
let research: Client;
let server: RunningPart | undefined;
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  research = await signedIn(system, "group1.research");
});
afterAll(async () => {
  if (server?.isAlive()) await server.end("SIGKILL");
  await system.stop();
});

interface Copy {
  id: string;
  lead: Client;
  cookie: string;
}

const rows = Array.from({ length: rowCount }, (_, index) => {
  const week = 1 + Math.floor(index / 4);
  return { weeks: { first: week, last: week }, lesson: `第 ${index + 1} 课`, content: "第一版" };
});

/** A plan of many rows whose second revision changes each of them, and the copies of two campuses that have the first. */
const behind = async (leads: { campus: string; lead: Client; cookie: string }[]): Promise<Copy[]> => {
  const plan = await publishPlan(research, unitOf("group1").id, { rows });
  const copies: Copy[] = [];
  for (const { campus, lead, cookie } of leads)
    copies.push({ id: (await adoptPlan(lead, plan, unitOf(campus).id)).id, lead, cookie });
  await system.connection.pool.query(
    `update plan_row set fields = jsonb_set(fields, '{content}', '"第二版"') where plan_id = $1`,
    [plan.id],
  );
  await research.post(`/api/plans/${plan.id}/publish`).send({}).expect(200);
  return copies;
};

/** Which revision the copy says that it has, and what its rows say. */
const stateOf = async ({ id, lead }: Copy) => {
  const { body } = await lead.get(`/api/plans/${id}`).expect(200);
  const contents = new Set(body.rows.map(({ content }: { content: string }) => content));
  return { taken: body.upstream.takenNumber, contents: [...contents], rows: body.rows.length };
};

const whole: Record<number, object> = {
  1: { taken: 1, contents: ["第一版"], rows: rowCount },
  2: { taken: 2, contents: ["第二版"], rows: rowCount },
};

const pull = ({ id, cookie }: Copy, address: string) =>
  fetch(`${address}/api/plans/${id}/pull`, {
    method: "POST",
    headers: { cookie, "Content-Type": "application/json" },
    body: JSON.stringify({ to: 2 }),
    signal: AbortSignal.timeout(silenceMs),
  }).then(
    ({ status }) => status,
    () => 0,
  );

test("a server that is killed while campuses pull has taken each revision wholly or not at all", async () => {
  const leads = await Promise.all(
    ["sanxiao", "yixiao"].map(async (campus) => ({
      campus,
      lead: await signedIn(system, `${campus}.lead`),
      cookie: await signInForCookie(system.address, `${campus}.lead`),
    })),
  );
  const copies: Copy[] = [];
  for (let number = 0; number < planCount; number++) copies.push(...(await behind(leads)));
  for (let killed = 0; killed < kills; killed++) {
    server = await startPart("server", environmentOf(system));
    const { address } = server;
    const some = copies.slice(killed * 3, killed * 3 + 3);
    const pulling = some.map((copy) => pull(copy, address));
    await sleep(randomInt(5, 80));
    await server.end("SIGKILL");
    const answers = await Promise.all(pulling);
    for (const [index, copy] of some.entries()) {
      const state = await stateOf(copy);
      expect(state).toEqual(whole[state.taken]);
      // What was answered is kept.
      if (answers[index] === 200) expect(state.taken).toBe(2);
    }
  }
  // Taken up again, each comes to the same end, once.
  for (const copy of copies) expect([200, 409]).toContain(await pull(copy, system.address));
  for (const copy of copies) expect(await stateOf(copy)).toEqual(whole[2]);
  const { rows: pulls } = await system.connection.pool.query(
    "select count(*)::int as count from plan_pull where plan_id = any($1) group by plan_id",
    [copies.map(({ id }) => id)],
  );
  expect(pulls).toEqual(copies.map(() => ({ count: 1 })));
}, 240_000);
