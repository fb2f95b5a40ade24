import type { Context } from "../server/context.ts";
import { inTransaction } from "../server/db/transaction.ts";
import type { ResourceId } from "../server/ids.ts";
import {
  addRow,
  adoptPlan,
  createPlan,
  editCalendar,
  editRow,
  listRows,
  type PlanId,
  pinCopy,
  publishPlan,
  pullUpstream,
} from "../server/modules/plans/index.ts";
import { calendars, term } from "./demo-world/plans/calendars.ts";
import { type DemoCopy, type DemoPlan, type RowStep, toLinks, toRow } from "./demo-world/plans/demo-plan.ts";
import { plans } from "./demo-world/plans.ts";
import { people } from "./demo-world/world.ts";
import { asPersonOn } from "./seed-resources.ts";
import { unitId } from "./seed-units.ts";

type Ids = ReadonlyMap<string, ResourceId>;

/** A person at work on a day of the story, or now where that day is still to come. */
const asWriter = async (ctx: Context, key: string, day: string): Promise<Context> => {
  const person = people.find((one) => one.key === key);
  if (!person) throw new Error(`the demonstration world has nobody called ${key}`);
  const then = new Date(Math.min(Date.parse(`${day}T01:30:00Z`), Date.now()));
  return { ...(await asPersonOn(ctx, person, day)), clock: { now: () => then } };
};

const editRows = async (ctx: Context, id: PlanId, steps: readonly RowStep[], idOf: Ids): Promise<void> => {
  const rows = await listRows(ctx.db, id);
  for (const { lesson, change, reason } of steps) {
    const row = rows.find((one) => one.lesson === lesson);
    if (!row) throw new Error(`the plan has no lesson ${lesson}`);
    const { weeks, links, ...rest } = change;
    await editRow(ctx, id, row.id, {
      ...rest,
      ...(weeks === undefined ? {} : { weeks: { first: weeks, last: weeks } }),
      ...(links ? { links: toLinks(links, idOf) } : {}),
      reason,
    });
  }
};

const leadOf = (copy: DemoCopy) => `${copy.campus}.lead`;

const seedPlan = async (base: Context, plan: DemoPlan, idOf: Ids): Promise<void> => {
  const { heading, copies = [], revision, revisedOn } = plan;
  const rowOf = (line: DemoPlan["lines"][number]) => toRow(heading, line, idOf);
  const writer = await asWriter(base, plan.by, plan.writtenOn);
  const rows = plan.lines.map(rowOf);
  const { id } = await createPlan(writer, { unitId: unitId(plan.unit), term, ...heading, rows });
  await publishPlan(writer, id, "");
  const adopted: { copy: DemoCopy; id: PlanId }[] = [];
  for (const copy of copies) {
    const lead = await asWriter(base, leadOf(copy), "2026-08-31");
    const { id: copyId } = await adoptPlan(lead, id, unitId(copy.campus));
    await editRows(await asWriter(base, leadOf(copy), "2026-09-07"), copyId, copy.edits ?? [], idOf);
    if (copy.isPinned) await pinCopy(lead, copyId, true);
    adopted.push({ copy, id: copyId });
  }
  if (!revision || !revisedOn) return;
  const reviser = await asWriter(base, plan.by, revisedOn);
  for (const line of revision.added) await addRow(reviser, id, rowOf(line));
  await editRows(reviser, id, revision.changed, idOf);
  await publishPlan(reviser, id, revision.note);
  for (const { copy, id: copyId } of adopted.filter(({ copy }) => copy.has === 2)) {
    const lead = await asWriter(base, leadOf(copy), revisedOn);
    await pullUpstream(lead, copyId, { to: 2, choices: [], rule: null });
  }
};

/** The demonstration's calendars and plans, wholly or not at all; nothing where there are plans already. */
export const seedPlans = (ctx: Context, idOf: Ids): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    if (await ctx.db.selectFrom("plan").select("id").limit(1).executeTakeFirst()) return;
    for (const { unit, by, rules } of calendars)
      await editCalendar(await asWriter(ctx, by, "2026-08-20"), unitId(unit), term, rules);
    for (const plan of plans) await seedPlan(ctx, plan, idOf);
  });
