import type { Inputs } from "../../api/client.ts";

export const planViews = ["current", "waiting", "drafts", "archived"] as const;
export type PlanView = (typeof planViews)[number];

export const filterNames = ["term", "subject", "grade", "unit"] as const;
export type FilterName = (typeof filterNames)[number];

/** What the list of plans shows, as its address tells it. */
export interface PlanList {
  view: PlanView;
  filters: Record<FilterName, string[]>;
}

export const readPlanList = (address: URLSearchParams): PlanList => ({
  view: planViews.find((view) => view === address.get("view")) ?? "current",
  filters: Object.fromEntries(filterNames.map((name) => [name, address.getAll(name)])) as PlanList["filters"],
});

export const writePlanList = ({ view, filters }: PlanList): URLSearchParams => {
  const address = new URLSearchParams();
  if (view !== "current") address.set("view", view);
  for (const name of filterNames) for (const value of filters[name]) address.append(name, value);
  return address;
};

export const hasFilters = ({ filters }: PlanList): boolean =>
  filterNames.some((name) => filters[name].length > 0);

/** As many plans as are asked for at once: a group of 40 campuses with 12 plans each. */
export const mostPlans = 500;

export const planQuery = ({ view, filters }: PlanList): Inputs<"GET /api/plans">["query"] => ({
  view,
  ...filters,
  limit: mostPlans,
});
