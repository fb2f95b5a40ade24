import type { Plan } from "./types.ts";

/** What the pages of one thing ask for it with, so that it can be asked for before they are there. */
export const newestPlan = (id: string) => ({ params: { id }, query: { shows: "newest" } }) as const;

export const resourceOrDraft = (id: string, isDraft: boolean) => ({
  params: { id },
  query: isDraft ? ({ draft: "true" } as const) : {},
});

/** The calendar over which a plan is laid. */
export const termCalendar = ({ unit, term }: Pick<Plan, "unit" | "term">) => ({
  params: { id: unit.id, term },
});
