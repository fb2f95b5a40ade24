import type { z } from "zod";
import type { Actor } from "../../actor.ts";
import type { PlanInForce } from "../plans/index.ts";
import { unitReferenceView } from "../units/index.ts";
import type { ClassRecord } from "./class-store.ts";
import type { FollowedPlan } from "./follow-plan.ts";
import type { NoteRow } from "./note-store.ts";
import { canEditClass, isTeacherOf, leadsCampus } from "./policy.ts";
import type { PlanChoice, RowNote, TaughtClass } from "./schema.ts";

export const campusView = (one: ClassRecord) =>
  unitReferenceView({
    id: one.campus_id,
    kind: one.campus_kind,
    name: one.campus_name,
    name_en: one.campus_name_en,
  });

/** What names a class within its campus and subject. */
export const classNameView = ({ id, school_year, grade, name }: ClassRecord) => ({
  id,
  schoolYear: school_year,
  grade,
  name,
});

export const classView = (one: ClassRecord, actor: Actor): z.input<typeof TaughtClass> => ({
  ...classNameView(one),
  campus: campusView(one),
  subject: one.subject,
  teachers: one.teachers,
  can: {
    edit: canEditClass(actor, one),
    tick: isTeacherOf(actor, one),
    remove: leadsCampus(actor, one.campus_id),
  },
});

const choiceView = (plan: PlanInForce): z.input<typeof PlanChoice> => ({
  id: plan.id,
  originId: plan.originId,
  title: plan.title,
  edition: plan.edition,
  unit: unitReferenceView({
    id: plan.unitId,
    kind: plan.unitKind,
    name: plan.unitName,
    name_en: plan.unitNameEn,
  }),
});

export const followedView = ({ plan, choices }: Pick<FollowedPlan, "plan" | "choices">) => ({
  plan: plan && choiceView(plan),
  choices: choices.map(choiceView),
});

export const noteView = (note: NoteRow | undefined): z.input<typeof RowNote> => ({
  text: note?.text ?? "",
  version: note?.version ?? 0,
  editedAt: note?.edited_at.toISOString() ?? null,
});
