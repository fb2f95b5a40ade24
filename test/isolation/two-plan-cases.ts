import type { Client } from "../support/client.ts";
import { createPlan } from "../support/plans.ts";
import { unitOf } from "../support/world.ts";
import { type Case, foreign, own } from "./two-id-cases.ts";

/** Plans of one's own campus and of another group's, filled in when the world is made. */
export const ownPlan = { id: "", row: "", otherRow: "" };
export const foreignPlan = { id: "", row: "", otherRow: "" };

/** A campus's plan, and a row of another plan of that campus. */
export const makePlans = async (client: Client, unitKey: string): Promise<typeof ownPlan> => {
  const [plan, other] = [
    await createPlan(client, unitOf(unitKey).id),
    await createPlan(client, unitOf(unitKey).id),
  ];
  return { id: plan.id, row: plan.rows[0].id, otherRow: other.rows[0].id };
};

const as = "sanxiao.lead";
const base = (id: string) => `/api/plans/${id}`;
const foreignRows = () => [foreignPlan.row, ownPlan.otherRow];
const link = (resourceId: string) => ({ links: [{ resourceId, versionNumber: null }] });

export const planCases: Case[] = [
  {
    as,
    what: "own plan, foreign row",
    send: (id) => ["patch", `${base(ownPlan.id)}/rows/${id}`, { lesson: "改" }],
    ids: foreignRows,
    status: 404,
  },
  {
    as,
    what: "foreign plan, own row",
    send: (id) => ["post", `${base(id)}/rows/${ownPlan.row}/drop`, {}],
    ids: () => [foreignPlan.id],
    status: 404,
  },
  {
    as,
    what: "own row after a foreign one",
    send: (id) => ["patch", `${base(ownPlan.id)}/rows/${ownPlan.row}`, { afterRowId: id }],
    ids: foreignRows,
    status: 400,
  },
  {
    as,
    what: "own row, link to a foreign resource",
    send: (id) => ["patch", `${base(ownPlan.id)}/rows/${ownPlan.row}`, link(id)],
    ids: () => [foreign.resource, foreign.private, own.draft],
    status: 400,
  },
  {
    as,
    what: "a plan of a foreign unit",
    send: (unitId) => [
      "post",
      "/api/plans",
      { unitId, title: "计划", term: "2026-2027-1", subject: "chinese", grade: "3", periodsPerWeek: 7 },
    ],
    ids: () => [unitOf("erxiao").id, unitOf("group2").id],
    status: 404,
  },
  {
    as,
    what: "adopting a foreign plan for the own campus",
    send: (id) => ["post", `${base(id)}/adopt`, { campusId: unitOf("sanxiao").id }],
    ids: () => [foreignPlan.id],
    status: 404,
  },
  {
    as,
    what: "adopting for a foreign campus",
    send: (campusId) => ["post", `${base(ownPlan.id)}/adopt`, { campusId }],
    ids: () => [unitOf("erxiao").id],
    status: 404,
  },
  {
    as,
    what: "a foreign unit's plans",
    send: (id) => ["get", `/api/plans?unit=${id}`],
    ids: () => [unitOf("erxiao").id],
    status: 200,
  },
];
