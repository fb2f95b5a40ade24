import type { Context } from "../../context.ts";
import type { UnitId } from "../../ids.ts";
import { visibleLine } from "../../visible-text.ts";
import { listTerms } from "../vocabulary/index.ts";
import { getCalendar } from "./get-calendar.ts";
import { getPlan, type Shown } from "./get-plan.ts";
import type { PlanId } from "./tables.ts";
import { writePlanSheet } from "./write-plan-sheet.ts";

/** Characters that some file system does not take in a name. */
const unfit = /[\\/:*?"<>|]/g;

/** The plan as the actor sees it, or one revision of it, as a workbook. Links to resources stay behind. */
export const exportPlan = async (
  ctx: Context,
  id: PlanId,
  shown: Shown,
): Promise<{ fileName: string; bytes: Buffer }> => {
  const plan = await getPlan(ctx, id, shown);
  const { weeks } = await getCalendar(ctx, plan.unit.id as UnitId, plan.term);
  const terms = await listTerms(ctx.db);
  const word = (scheme: "term" | "subject" | "grade" | "edition" | "volume") =>
    terms.find((term) => term.scheme === scheme && term.key === plan[scheme])?.zh ?? plan[scheme] ?? "";
  const facts = [
    word("term"),
    plan.unit.name,
    ...(["subject", "grade", "edition", "volume"] as const).map(word),
    `每周 ${plan.periodsPerWeek} 课时`,
    typeof plan.shows === "number" ? `第 ${plan.shows} 版` : "",
  ];
  const heading = facts.filter((fact) => fact !== "").join("　");
  const bytes = await writePlanSheet({ title: plan.title, heading, rows: plan.rows, weeks });
  return { fileName: `${visibleLine(plan.title).replace(unfit, "_")}.xlsx`, bytes };
};
