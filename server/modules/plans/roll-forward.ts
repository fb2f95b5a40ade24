import type { z } from "zod";
import type { Context } from "../../context.ts";
import { Forbidden } from "../../errors.ts";
import type { UnitId } from "../../ids.ts";
import { findTextbookPaths, listTerms } from "../vocabulary/index.ts";
import type { TeachingWeek } from "./calendar-schema.ts";
import { requireRoom } from "./check-plan.ts";
import { createPlan } from "./create-plan.ts";
import { getCalendar } from "./get-calendar.ts";
import { getPlan } from "./get-plan.ts";
import { isWriter } from "./policy.ts";
import type { RollForward, RollNotice } from "./roll-schema.ts";
import type { GivenRow, PlanRow } from "./schema.ts";
import { titlesOfLinks } from "./show-links.ts";
import type { PlanId } from "./tables.ts";

type Notice = z.input<typeof RollNotice>;

/** What of a row's weeks is otherwise in the new term; nothing where its calendar is not set. */
const noticesOfWeeks = (
  { weeks: { first, last } }: PlanRow,
  before: readonly TeachingWeek[],
  after: readonly TeachingWeek[],
): Notice["code"][] => {
  if (after.length === 0) return [];
  if (last > after.length) return ["beyond-term"];
  const days = (weeks: readonly TeachingWeek[]) =>
    weeks.slice(first - 1, last).reduce((sum, { schoolDays }) => sum + schoolDays.length, 0);
  const isExam = after.slice(first - 1, last).some((week) => week.isExam);
  const isShorter = before.length >= last && days(after) < days(before);
  return [...(isExam ? (["exam-week"] as const) : []), ...(isShorter ? (["fewer-days"] as const) : [])];
};

/** The term's name in a title gives way to the new one. */
const titleIn = async (ctx: Context, title: string, from: string, to: string): Promise<string> => {
  const names = new Map((await listTerms(ctx.db)).map(({ scheme, key, zh }) => [`${scheme} ${key}`, zh]));
  const [was, is] = [names.get(`term ${from}`), names.get(`term ${to}`)];
  return was && is ? title.replaceAll(was, is).slice(0, 200) : title;
};

/**
 * A new draft with the rows of a plan of an earlier term in the same teaching weeks of another; holidays move those by
 * themselves. Links and lessons stay as far as the actor may see them. A correction is none any more, and why a copy was
 * otherwise stays behind with the copy.
 */
export const rollForward = async (
  ctx: Context,
  id: PlanId,
  { term, unitId }: RollForward,
): Promise<{ id: PlanId; notices: Notice[] }> => {
  const plan = await getPlan(ctx, id);
  const ownerId = unitId ?? (plan.unit.id as UnitId);
  if (!unitId && !isWriter(ctx.actor, { unit_id: ownerId })) throw new Forbidden();
  const rows = plan.rows as unknown as PlanRow[];
  requireRoom(rows.length);
  const [before, after] = [
    (await getCalendar(ctx, plan.unit.id as UnitId, plan.term)).weeks,
    (await getCalendar(ctx, ownerId, term)).weeks,
  ];
  const seen = await titlesOfLinks(
    ctx,
    rows.flatMap(({ links }) => links),
  );
  const nodes = rows.flatMap(({ textbookNodeId }) => textbookNodeId ?? []);
  const known = await findTextbookPaths(ctx.db, nodes);
  const notices: Notice[] = [];
  const given = rows.map((row): GivenRow => {
    const { weeks, unit, lesson, content, periods, homework, equipment, notes, textbookNodeId } = row;
    const links = row.links
      .filter(({ resourceId }) => seen.has(resourceId))
      .map(({ resourceId, versionNumber }) => ({ resourceId, versionNumber }));
    const codes = noticesOfWeeks(row, before, after);
    if (links.length < row.links.length) codes.push("link-lost");
    notices.push(...codes.map((code) => ({ weeks, lesson: lesson || content || unit, code })));
    const node = textbookNodeId && known.has(textbookNodeId) ? textbookNodeId : null;
    return { weeks, unit, lesson, content, periods, homework, equipment, notes, textbookNodeId: node, links };
  });
  const { subject, grade, edition, volume, periodsPerWeek } = plan;
  const title = await titleIn(ctx, plan.title, plan.term, term);
  const header = { title, term, subject, grade, edition, volume, periodsPerWeek };
  const created = await createPlan(ctx, { unitId: ownerId, ...header, rows: given });
  return { id: created.id, notices };
};
