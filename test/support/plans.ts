import type { Client } from "./client.ts";
import { unitOf } from "./world.ts";

export const lessons = ["大青树下的小学", "花的学校", "不懂就要问", "山行", "赠刘景文", "夜书所见"];

/** Two lessons a week. */
export const lessonRows = lessons.map((lesson, index) => {
  const week = 1 + Math.floor(index / 2);
  return { weeks: { first: week, last: week }, lesson, unit: "第一单元", periods: 2 };
});

const heading = {
  title: "三年级语文上册教学进度表",
  term: "2026-2027-1",
  subject: "chinese",
  grade: "3",
  periodsPerWeek: 7,
};

/** The draft of a plan with some lessons. Answers the reply's body. */
export const createPlan = async (client: Client, unitId: string, fields: object = {}) =>
  (
    await client
      .post("/api/plans")
      .send({ unitId, ...heading, rows: lessonRows, ...fields })
      .expect(201)
  ).body;

/** A published plan. Answers the reply's body. */
export const publishPlan = async (client: Client, unitId: string, fields: object = {}) => {
  const { id } = await createPlan(client, unitId, fields);
  return (await client.post(`/api/plans/${id}/publish`).send({}).expect(200)).body;
};

/** A campus's copy. Answers the reply's body. */
export const adoptPlan = async (lead: Client, plan: { id: string }, campusId: string) =>
  (await lead.post(`/api/plans/${plan.id}/adopt`).send({ campusId }).expect(201)).body;

/** A valid body for each changing endpoint of plans, so that only the id can be what is wrong. */
export const planBodies: Record<string, object> = {
  "patch /api/plans/:id": { title: "改" },
  "post /api/plans/:id/publish": {},
  "post /api/plans/:id/roll-forward": { term: "2027-2028-1" },
  "post /api/plans/:id/rows": { weeks: { first: 1, last: 1 }, lesson: "新的一课" },
  "patch /api/plans/:id/rows/:rowId": { lesson: "改" },
  "post /api/plans/:id/rows/:rowId/drop": {},
  "post /api/plans/:id/rows/:rowId/restore": {},
  "post /api/plans/:id/adopt": { campusId: unitOf("erxiao").id },
  "post /api/plans/:id/pull": { to: 2 },
  "put /api/plans/:id/pin": { isPinned: true },
  "put /api/units/:id/calendars/:term": { holidays: [] },
  "post /api/units/:id/calendars/:term/preview": { holidays: [] },
  "put /api/units/:id/holidays/:year": { holidays: [], swaps: [], isAnnounced: true },
  "put /api/units/:id/period-rules": { totals: [], subjects: [] },
};
