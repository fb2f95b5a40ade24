import type { Context } from "../../context.ts";
import type { UnitId } from "../../ids.ts";
import { visibleLine } from "../../visible-text.ts";
import { listTerms } from "../vocabulary/index.ts";
import { getPlan, type Shown } from "./get-plan.ts";
import { type LaidCalendar, layCalendars } from "./lay-calendars.ts";
import type { PlanId } from "./tables.ts";
import { writePlanSheet } from "./write-plan-sheet.ts";

/** Characters that some file system does not take in a name. */
const unfit = /[\\/:*?"<>|]/g;

const shortDay = (day: string): string => day.slice(5).split("-").map(Number).join(".");

/** How the term runs, as a 教学进度表 says in its heading. */
const termFacts = ({ weeks, holidays }: LaidCalendar): string[] => {
  const [first] = weeks;
  if (!first) return [];
  const exams = weeks.filter(({ isExam }) => isExam).map(({ number }) => number);
  const off = holidays.map(({ name, from, until }) =>
    from === until ? `${name} ${shortDay(from)}` : `${name} ${shortDay(from)}—${shortDay(until)}`,
  );
  return [
    `开学日 ${shortDay(first.from)}`,
    `总周数 ${weeks.length}`,
    exams.length > 0 ? `考试周 ${exams.join("、")}` : "",
    off.length > 0 ? `节假日 ${off.join("、")}` : "",
  ];
};

/** The plan as the actor sees it, or one revision of it, as a workbook. Links to resources stay behind. */
export const exportPlan = async (
  ctx: Context,
  id: PlanId,
  shown: Shown,
): Promise<{ fileName: string; bytes: Buffer }> => {
  const plan = await getPlan(ctx, id, shown);
  const unitId = plan.unit.id as UnitId;
  const calendar = (await layCalendars(ctx, [unitId], plan.term)).get(unitId);
  const terms = await listTerms(ctx.db);
  const word = (scheme: "term" | "subject" | "grade" | "edition" | "volume") =>
    terms.find((term) => term.scheme === scheme && term.key === plan[scheme])?.zh ?? plan[scheme] ?? "";
  const facts = [
    word("term"),
    plan.unit.name,
    ...(["subject", "grade", "edition", "volume"] as const).map(word),
    `每周 ${plan.periodsPerWeek} 课时`,
    `总课时 ${plan.rows.reduce((sum, { periods }) => sum + periods, 0)}`,
    typeof plan.shows === "number" ? `第 ${plan.shows} 版` : "",
  ];
  const lines = [facts, calendar ? termFacts(calendar) : []].map((all) =>
    all.filter((fact) => fact !== "").join("　"),
  );
  const bytes = await writePlanSheet({
    title: plan.title,
    headings: lines.filter((line) => line !== ""),
    rows: plan.rows,
    weeks: calendar?.weeks ?? [],
  });
  return { fileName: `${visibleLine(plan.title).replace(unfit, "_")}.xlsx`, bytes };
};
