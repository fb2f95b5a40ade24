import type { Context } from "../../../server/context.ts";
import type { PersonId, ResourceId } from "../../../server/ids.ts";
import {
  adoptPlan,
  createPlan,
  editCalendar,
  type PlanId,
  type PlanRow,
  publishPlan,
  saveRows,
} from "../../../server/modules/plans/index.ts";
import { calendars, term } from "../../demo-world/plans/calendars.ts";
import { people } from "../../demo-world/world.ts";
import { unitId } from "../../seed-units.ts";
import { describeResource } from "../describe-resources.ts";
import { insertDescribed } from "../insert-described.ts";
import { makeRows } from "./measure-merge.ts";
import { actAs, type BenchCampus, openCampus } from "./open-campus.ts";

const campuses = 20;
export const rowCount = 120;
const subjects = ["chinese", "mathematics", "english"];
const grades = ["3", "4", "5", "6"];

const personOf = (username: string): PersonId => {
  const person = people.find((one) => one.username === username);
  if (!person) throw new Error(`The demonstration world has no ${username}.`);
  return person.id;
};

/** What schools write beside the content, on as many rows as they do, and a resource with every other lesson. */
const fill = (rows: readonly PlanRow[], resourceIds: readonly ResourceId[]) =>
  rows.map((row, index) => ({
    ...row,
    unit: `第 ${1 + Math.floor(index / 15)} 单元`,
    homework: index % 2 ? "完成课堂练习册第 1 至 3 题，预习下一课。" : "",
    equipment: index % 5 ? "" : "投影仪、生字卡片",
    notes: index % 4 ? "" : "注意书写姿势；基础薄弱的学生当面订正。",
    links:
      index % 2
        ? []
        : [{ resourceId: resourceIds[index % resourceIds.length] as ResourceId, versionNumber: null }],
  }));

/** A group with 12 plans of 120 rows over the real term, each with a copy at every one of 20 campuses; the first campus. */
export const seedCampuses = async (ctx: Context): Promise<{ campus: BenchCampus; copies: PlanId[] }> => {
  for (const { unit, by, rules } of calendars.filter(({ unit }) => unit === "group1"))
    await editCalendar(await actAs(ctx, personOf(by)), unitId(unit), term, rules);
  const described = Array.from({ length: 60 }, (_, index) => describeResource(index));
  await insertDescribed(ctx, described);
  const researchId = personOf("group1.research");
  const research = await actAs(ctx, researchId);
  const all: BenchCampus[] = [];
  for (let number = 1; number <= campuses; number++) all.push(await openCampus(ctx, number));
  const copies: PlanId[] = [];
  for (const subject of subjects)
    for (const grade of grades) {
      const heading = { term, subject, grade, periodsPerWeek: 7 };
      const title = `${grade} 年级教学进度（${subject}）`;
      const { id } = await createPlan(research, { unitId: unitId("group1"), title, ...heading });
      const rows = fill(
        makeRows(rowCount),
        described.map(({ resource }) => resource.id as ResourceId),
      );
      const writes = rows.map((row) => ({ row, isDropped: false }));
      await saveRows(ctx.db, id, writes, { personId: researchId, now: ctx.clock.now() });
      await publishPlan(research, id, "");
      for (const [index, campus] of all.entries()) {
        const copy = await adoptPlan(campus.lead, id, campus.id);
        if (index === 0) copies.push(copy.id);
      }
    }
  return { campus: all[0] as BenchCampus, copies };
};
