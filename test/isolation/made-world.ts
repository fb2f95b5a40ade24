import type { ActionPlan, PostingPlan, WorldPlan } from "./random-world.ts";

const at = (place: number, role: number): PostingPlan => ({ place, role, fromDay: -1, days: null });

/** By their place in the world: its units in the order in which they are made, and the roles of their kind. */
const [bureau, group, campus, otherCampus, campusElsewhere] = [0, 2, 5, 6, 7];
const [lead, researchLead, teacher, campusLead, officer] = [0, 1, 0, 1, 0];

/** A world in which each read route has something to show to somebody, whatever chance makes of the others. */
export const madeWorld: WorldPlan = {
  groupOfCampus: [0, 0, 1, 2],
  firstLevels: [1, 2, 0, 3, 2],
  postings: [
    [at(group, lead), at(otherCampus, teacher)],
    [at(campus, campusLead)],
    [at(otherCampus, campusLead), at(group, researchLead)],
    [at(bureau, officer)],
    [at(campusElsewhere, teacher)],
  ],
};

const plan = (
  does: Extract<ActionPlan, { act: "plan" }>["does"],
  who: number,
  which: number,
): ActionPlan => ({
  act: "plan",
  does,
  who,
  which,
});

/**
 * The group's plan is the first of three; one campus's copy of it follows those and lags behind in the end, the other's is
 * left behind when its campus goes to another group. The group has a draft beside it.
 */
export const madeActions: ActionPlan[] = [
  plan("adopt", 1, 0),
  plan("adopt", 2, 0),
  plan("create", 0, 0),
  plan("edit", 1, 3),
  plan("drop", 1, 3),
  plan("drop", 0, 0),
  plan("edit", 0, 0),
  plan("publish", 0, 0),
  { act: "run-jobs" },
  plan("pull", 1, 3),
  plan("edit", 0, 0),
  plan("publish", 0, 0),
  plan("edit", 0, 0),
  { act: "edit", which: 1 },
  { act: "publish", which: 1, level: 1 },
  { act: "move-campus", which: 1, group: 1 },
];
