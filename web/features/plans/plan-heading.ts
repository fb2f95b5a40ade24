import type { NewPlan } from "../../api/types.ts";

/** What a new plan is said to be, while somebody is still saying it. */
export interface PlanHeading {
  unitId: string | null;
  title: string;
  term: string | null;
  subject: string | null;
  grade: string | null;
  edition: string | null;
  volume: string | null;
  periodsPerWeek: number | null;
}

export const isComplete = (heading: PlanHeading): boolean =>
  heading.title.trim() !== "" &&
  [heading.unitId, heading.term, heading.subject, heading.grade, heading.periodsPerWeek].every(
    (value) => value !== null,
  );

/** The plan to create; only of a heading that is complete. */
export const newPlanOf = (heading: PlanHeading, rows: NewPlan["rows"] = []): NewPlan => ({
  unitId: heading.unitId ?? "",
  title: heading.title.trim(),
  term: heading.term ?? "",
  subject: heading.subject ?? "",
  grade: heading.grade ?? "",
  edition: heading.edition,
  volume: heading.volume,
  periodsPerWeek: heading.periodsPerWeek ?? 0,
  rows,
});
