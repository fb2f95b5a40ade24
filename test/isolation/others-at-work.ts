import type { Client } from "../support/client.ts";
import { gather, take } from "../support/collections.ts";
import { lessonSentences } from "../support/lesson-sentences.ts";
import { adoptPlan, createPlan, publishPlan } from "../support/plans.ts";
import { unitOf } from "../support/world.ts";

export const lesson = Buffer.from("《草船借箭》教学设计\n\n诸葛亮 神机妙算 鲁肃 周瑜\n\n第一课时 认识生字");
// Long enough to be compared by its text, and nearly so in another's hands.
export const essay = Buffer.from(lessonSentences(1, 40).join("\n"));
export const nearEssay = Buffer.from(lessonSentences(1, 39).join("\n"));
export const worksheet = Buffer.from("《草船借箭》学习任务单\n\n读一读 找一找 写一写");

export interface Others {
  teacher: Client;
  lead: Client;
  research: Client;
}

export const upload = (client: Client, name: string, bytes: Buffer) =>
  client.post("/api/uploads").attach("file", bytes, name);

/** Adaptations of what everybody sees, none of which anybody else is to see: drafts, private ones, and one taken back. */
const adaptForThemselves = async ({ teacher }: Others, original: string): Promise<void> => {
  const made: string[] = [];
  for (const _ of ["draft", "private", "archived"])
    made.push((await teacher.post(`${original}/adapt`).send({}).expect(201)).body.id);
  const [, own, taken] = made.map((id) => `/api/resources/${id}`);
  await teacher.post(`${own}/publish`).send({ sharedWith: "private" }).expect(200);
  await teacher
    .post(`${taken}/publish`)
    .send({ sharedWith: unitOf("erxiao").id })
    .expect(200);
  await teacher.post(`${taken}/archive`).expect(200);
};

/** A plan of their group in two revisions, which their campus adopts, edits and pulls; every other one is put aside. */
const followTheirGroup = async ({ lead, research }: Others): Promise<void> => {
  const plan = await publishPlan(research, unitOf("group2").id);
  const copy = await adoptPlan(lead, plan, unitOf("erxiao").id);
  const row = { weeks: { first: 1, last: 1 }, lesson: "蝈蝈", reason: "校情" };
  await lead.post(`/api/plans/${copy.id}/rows`).send(row).expect(201);
  await research.patch(`/api/plans/${plan.id}`).send({ title: "改" }).expect(200);
  await research.post(`/api/plans/${plan.id}/publish`).send({}).expect(200);
  await lead.post(`/api/plans/${copy.id}/pull`).send({ to: 2 }).expect(200);
  await lead.post(`/api/plans/${copy.id}/archive`).expect(200);
};

/** A folder of what was brought, and of what everybody sees, accepted as a collection of their campus. */
const collectForThemselves = async ({ teacher, lead }: Others, resources: string[]): Promise<void> => {
  const [made] = await gather(teacher, { "草船借箭/蝈蝈": resources });
  await take(teacher, made.id, "waiting").expect(200);
  await take(lead, made.id, "curated").expect(200);
};

/** The second group at work: the same bytes, the same words, versions, narrowing, archives and adaptations. */
export const othersWork = async (others: Others, round: number, shared: string | null): Promise<void> => {
  const { teacher, lead } = others;
  if (shared) await adaptForThemselves(others, shared);
  const plan = await createPlan(lead, unitOf("erxiao").id);
  await lead.post(`/api/plans/${plan.id}/publish`).send({}).expect(200);
  await followTheirGroup(others);
  const group = unitOf("group2").id;
  for (const [bytes, level] of [
    [lesson, group],
    [worksheet, unitOf("erxiao").id],
    [nearEssay, group],
  ] as const) {
    const { id: uploadId } = (await upload(teacher, "草船借箭.txt", bytes).expect(201)).body;
    const title = `《草船借箭》第 ${round} 稿 蝈蝈 grasshopper`;
    const fields = { title, kind: "courseware", keywords: ["神机妙算", "蝈蝈"] };
    const made = await teacher
      .post("/api/resources")
      .send({ ...fields, files: [{ uploadId }] })
      .expect(201);
    const base = `/api/resources/${made.body.id}`;
    await teacher.post(`${base}/publish`).send({ sharedWith: level }).expect(200);
    await collectForThemselves(others, [
      made.body.id,
      ...(shared ? [shared.split("/").at(-1) as string] : []),
    ]);
    await teacher.post(`${base}/adapt`).send({}).expect(201);
    if (round % 2 === 0) await teacher.post(`${base}/archive`).expect(200);
    else if (level === group) await lead.put(`${base}/sharing`).send({ sharedWith: unitOf("erxiao").id });
  }
};
