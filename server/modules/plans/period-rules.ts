import type { z } from "zod";
import type { Context } from "../../context.ts";
import { inTransaction } from "../../db/transaction.ts";
import { type FieldProblem, Forbidden, Invalid, NotFound, PreconditionFailed } from "../../errors.ts";
import type { UnitId } from "../../ids.ts";
import { appendEvent } from "../events/index.ts";
import { canSeeUnit, findUnit, type UnitRow, unitReferenceView } from "../units/index.ts";
import { findUnknownTerms } from "../vocabulary/index.ts";
import { overfullGrades, proposedRules } from "./check-periods.ts";
import { writerOf } from "./load-plan.ts";
import type { GroupPeriodRules, PeriodRules } from "./period-schema.ts";
import { canEditCalendar } from "./policy.ts";
import { findSetting, saveSetting } from "./setting-store.ts";

const name = "period-rules";

/** The group that a unit is or belongs to, if the actor may know of the unit: its campuses have what it has. */
const loadGroup = async (ctx: Context, unitId: UnitId): Promise<UnitRow> => {
  const unit = await findUnit(ctx.db, unitId);
  if (!unit || !canSeeUnit(ctx, unit.path)) throw new NotFound();
  const groupId = unit.path[1];
  const group = groupId ? await findUnit(ctx.db, groupId) : null;
  if (group?.kind !== "group") throw new NotFound();
  return group;
};

/** The rules that hold in a group. */
export const findPeriodRules = async (ctx: Context, groupId: UnitId): Promise<PeriodRules> =>
  (await findSetting<PeriodRules>(ctx.db, groupId, name))?.value ?? proposedRules;

export const getPeriodRules = async (
  ctx: Context,
  unitId: UnitId,
): Promise<z.input<typeof GroupPeriodRules>> => {
  const group = await loadGroup(ctx, unitId);
  const own = await findSetting<PeriodRules>(ctx.db, group.id, name);
  const rules = own?.value ?? proposedRules;
  return {
    group: unitReferenceView(group),
    rules,
    isProposal: own === null,
    overfull: overfullGrades(rules),
    revision: own?.revision ?? 0,
    can: { edit: canEditCalendar(ctx.actor, group.id) },
  };
};

/** Throws Invalid where a subject or grade is not in the vocabulary, or is named twice. */
const checkNames = async (ctx: Context, { totals, subjects }: PeriodRules): Promise<void> => {
  const unknown = await findUnknownTerms(ctx.db, [
    ...[...totals, ...subjects].map(({ grade }) => ({ scheme: "grade" as const, key: grade })),
    ...subjects.map(({ subject }) => ({ scheme: "subject" as const, key: subject })),
  ]);
  const isTwice = (places: string[]) => new Set(places).size < places.length;
  const twice = [
    ...(isTwice(totals.map(({ grade }) => grade)) ? ["totals"] : []),
    ...(isTwice(subjects.map(({ grade, subject }) => `${grade}/${subject}`)) ? ["subjects"] : []),
  ];
  const fields: FieldProblem[] = [
    ...unknown.map(({ scheme, key }) => ({
      path: scheme,
      code: "unknown-term",
      message: `"${key}" is not in the vocabulary`,
    })),
    ...twice.map((path) => ({ path, code: "invalid", message: "each is named once" })),
  ];
  if (fields.length > 0)
    throw new Invalid("period-rules.names", "Each grade and subject of the vocabulary is named once.", {
      fields,
    });
};

/** Sets the rules of the unit's group. Plans stay as they are: what differs is told where they are published. */
export const editPeriodRules = (
  ctx: Context,
  unitId: UnitId,
  rules: PeriodRules,
  ifMatch?: number,
): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const group = await loadGroup(ctx, unitId);
    if (!canEditCalendar(ctx.actor, group.id)) throw new Forbidden();
    await checkNames(ctx, rules);
    const { personId, now } = writerOf(ctx);
    const setting = { unitId: group.id, name, value: rules, editedBy: personId, now };
    if (!(await saveSetting(ctx.db, setting, ifMatch))) throw new PreconditionFailed();
    await appendEvent(ctx, {
      kind: "period-rules.edited",
      subject: { kind: "unit", id: group.id },
      unitId: group.id,
      data: { after: rules },
    });
  });
