import { useTeachingFocus } from "../../components/use-teaching-focus.ts";
import { termOn } from "../../locales/format.ts";
import type { PlanHeading } from "./plan-heading.ts";

/** What a new plan most likely is: of one's own unit, subject and grade, in the present term. Null until that is known. */
export const useFirstHeading = (unitIds: string[]): PlanHeading | null => {
  const { focus, isSettled } = useTeachingFocus();
  if (!isSettled) return null;
  return {
    unitId: unitIds[0] ?? null,
    title: "",
    term: termOn(new Date()),
    subject: focus?.subject ?? null,
    grade: focus?.grade ?? null,
    edition: null,
    volume: null,
    periodsPerWeek: 5,
  };
};
