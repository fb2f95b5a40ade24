import type { Context } from "../../../server/context.ts";
import type { PersonId } from "../../../server/ids.ts";
import {
  adoptPlan,
  createPlan,
  type NewPlan,
  type PlanId,
  type PlanRow,
  publishPlan,
  saveRows,
} from "../../../server/modules/plans/index.ts";
import { people } from "../../demo-world/world.ts";
import { unitId } from "../../seed-units.ts";
import { median } from "../median.ts";
import type { Installation } from "../open-installation.ts";
import { editSome } from "./edit-rows.ts";
import { makeRows } from "./measure-merge.ts";
import { actAs, type BenchCampus, openCampus } from "./open-campus.ts";

const campuses = 200;
const rowCount = 120;
/** Requests on their way at one time. */
const connections = 8;
const rounds = 3;

const write = (ctx: Context, planId: PlanId, rows: readonly PlanRow[], personId: PersonId) =>
  saveRows(
    ctx.db,
    planId,
    rows.map((row) => ({ row, isDropped: false })),
    { personId, now: ctx.clock.now() },
  );

/** A published plan, its copies with ten edits of their own each, and a second revision with sixty. */
const preparePlan = async (research: Context, researchId: PersonId, all: readonly BenchCampus[]) => {
  const rows = makeRows(rowCount);
  const heading = { term: "2026-2027-1", subject: "chinese", grade: "3", periodsPerWeek: 7 };
  const plan: NewPlan = { unitId: unitId("group1"), title: "三年级语文上册", ...heading };
  const { id } = await createPlan(research, plan);
  await write(research, id, rows, researchId);
  await publishPlan(research, id, "");
  const copies: { id: PlanId; cookie: string }[] = [];
  for (const [index, campus] of all.entries()) {
    const copy = await adoptPlan(campus.lead, id, campus.id);
    await write(campus.lead, copy.id, editSome(rows, 10, index + 1, "校区"), campus.personId);
    copies.push({ id: copy.id, cookie: campus.cookie });
  }
  await write(research, id, editSome(rows, 60, 9999, "集团"), researchId);
  await publishPlan(research, id, "");
  return copies;
};

const pullAll = async (
  address: string,
  copies: readonly { id: PlanId; cookie: string }[],
): Promise<number> => {
  const waiting = [...copies];
  const started = performance.now();
  const work = async () => {
    for (let copy = waiting.pop(); copy; copy = waiting.pop()) {
      const reply = await fetch(`${address}/api/plans/${copy.id}/pull`, {
        method: "POST",
        headers: { "Content-Type": "application/json", cookie: copy.cookie },
        body: JSON.stringify({ to: 2, rule: "ours" }),
      });
      if (!reply.ok) throw new Error(`A pull answered ${reply.status}: ${await reply.text()}`);
      await reply.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
  return (performance.now() - started) / 1000;
};

/** 200 campuses take one new revision of a plan, each over HTTP with its own lead's session. */
export const measurePull = async (installation: Installation): Promise<Record<string, number>> => {
  const { ctx, say } = installation;
  const researchId = people.find(({ username }) => username === "group1.research")?.id as PersonId;
  const research = await actAs(ctx, researchId);
  const all: BenchCampus[] = [];
  for (let number = 1; number <= campuses; number++) all.push(await openCampus(ctx, number));
  const server = await installation.startServer();
  const seconds: number[] = [];
  for (let round = 1; round <= rounds; round++) {
    say(`${campuses} campuses pull, round ${round} …`);
    seconds.push(await pullAll(server.address, await preparePlan(research, researchId, all)));
  }
  return { "pull.seconds": median(seconds), "pull.worstSeconds": Math.max(...seconds) };
};
