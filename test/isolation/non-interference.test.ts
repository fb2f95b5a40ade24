import { afterAll, expect, test } from "vitest";
import { anonymous, type Client, publish, seedPeople, signedIn } from "../support/client.ts";
import { adoptPlan, publishPlan } from "../support/plans.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";
import { readFeed, untilSettled } from "../sync/read-feed.ts";
import { essay, lesson, nearEssay, type Others, othersWork, upload, worksheet } from "./others-at-work.ts";

/** What one group sees must not depend on what another does: the same script, with and without them, byte for byte. */

const systems: TestSystem[] = [];
afterAll(() => Promise.all(systems.map((system) => system.stop())));

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Replies as they are, but for what is new each time: ids by the order in which they appear, instants, times taken. */
const createTranscript = () => {
  const names = new Map<string, string>();
  const nameOf = (id: string) => {
    const known = names.get(id) ?? `#${names.size + 1}`;
    names.set(id, known);
    return known;
  };
  const lines: string[] = [];
  const note = (what: string, reply: { status: number; body: unknown; headers: Record<string, string> }) => {
    // Other validators than revisions are hashes of the body, with its new ids and instants in it.
    const etag = /^"\d+"$/.exec(reply.headers.etag ?? "")?.[0];
    const text = JSON.stringify({ status: reply.status, etag, body: reply.body })
      .replace(uuid, nameOf)
      .replace(/"\d{4}-\d\d-\d\dT[\d:.]+Z"/g, '"instant"')
      .replace(/"tookMs":[\d.]+/, '"tookMs":0')
      // Sealed, and so as telling as its length.
      .replace(/"nextCursor":"([^"]+)"/, (_all, cursor: string) => `"nextCursor":"more of ${cursor.length}"`);
    lines.push(`${what}: ${text}`);
  };
  return { lines, note };
};

const searches = [
  "/api/search?q=草船借箭",
  "/api/search?q=神机妙算&sort=most-reused",
  "/api/search?q=开放课例&sort=most-reused",
  "/api/search?q=开放课例",
  "/api/search?q=&limit=1",
  "/api/search?q=caochuan",
  "/api/search?q=周瑜&kind=courseware&kind=lesson-plan",
  "/api/search/suggest?q=草船",
  "/api/search/suggest?q=ccjj",
  // Words that only the others have: as they are, by their sound, and a slip away from them.
  "/api/search?q=蝈蝈",
  "/api/search?q=guoguo",
  "/api/search?q=郭郭",
  "/api/search?q=草船接箭",
  "/api/search?q=grasshoper",
  "/api/search?q=草船借箭 蝈蝈",
  "/api/search/suggest?q=蝈",
  "/api/search/suggest?q=guo",
  "/api/search/suggest?q=grass",
  "/api/search/suggest?q=二小",
  "/api/search/suggest?q=erxiao",
  "/api/saved-searches",
  "/api/quarantine",
  "/api/resources?limit=1",
  "/api/resources?kind=courseware",
  "/api/units",
  "/api/plans",
  "/api/collections",
  "/api/collections?view=waiting",
  "/api/me",
];

const runScript = async (withOthers: boolean): Promise<string[]> => {
  const system = await startTestSystem();
  systems.push(system);
  system.clock.set("2026-11-02T02:00:00Z");
  await seedPeople(system);
  const [author, colleague] = [
    await signedIn(system, "sanxiao.teacher"),
    await signedIn(system, "yixiao.teacher"),
  ];
  const others: Others = {
    teacher: await signedIn(system, "erxiao.teacher"),
    lead: await signedIn(system, "erxiao.lead"),
    research: await signedIn(system, "group2.research"),
  };
  const { lines, note } = createTranscript();
  const [research, campusLead] = [
    await signedIn(system, "group1.research"),
    await signedIn(system, "sanxiao.lead"),
  ];
  const followers = new Map<Client, string>();
  const follow = async () => {
    await untilSettled(system);
    for (const client of [author, colleague, research]) {
      const since = followers.get(client);
      for (const query of [{ limit: 2 }, { limit: 2, ...(since ? { since } : {}) }])
        note("feed", await client.get("/api/sync/changes").query(query));
      followers.set(client, (await readFeed(client, since)).cursor);
    }
  };
  let round = 0;
  let made = "";
  let near = "";
  const shared: string[] = [];
  for (const q of ["草船借箭", "神机妙算", "蝈蝈", ""]) {
    system.clock.advance(1000);
    note("saved", await colleague.post("/api/saved-searches").send({ question: { q } }));
  }
  const meanwhile = async () => {
    system.clock.advance(60_000);
    round += 1;
    if (withOthers) await othersWork(others, round, shared[0] ?? null);
    await system.runJobs();
  };
  const look = async () => {
    for (const path of searches)
      for (const client of [author, colleague]) note(path, await client.get(encodeURI(path)));
    if (made) note("same", await author.get(`${made}/duplicates`));
    if (near) note("nearly the same", await colleague.get(`/api/uploads/${near}`));
    for (const base of shared)
      for (const below of ["", "/lineage"]) note(`shared${below}`, await author.get(base + below));
    if (made) note("alike", await colleague.get(`${made}/similar`));
    for (const path of ["/api/search?q=草船借箭", "/api/search/suggest?q=草船", "/api/search/suggest?q=蝈"])
      note("public", await anonymous(system).get(encodeURI(path)));
  };

  await meanwhile();
  const lead = await signedIn(system, "group1.lead");
  for (const number of [1, 2]) {
    const { id } = await publish(author, unitOf("group1").id, { title: `开放课例 ${number}` });
    const base = `/api/resources/${id}`;
    await lead.put(`${base}/sharing`).send({ sharedWith: "public" }).expect(200);
    shared.push(base);
    system.clock.advance(1000);
  }
  const first = await upload(author, "教案.txt", lesson);
  note("upload", first);
  const long = await upload(author, "长教案.txt", essay);
  const uploaded = ({ body }: { body: { id: string } }) => ({ uploadId: body.id });
  const draft = await author
    .post("/api/resources")
    .send({ title: "《草船借箭》教学设计", kind: "lesson-plan", files: [first, long].map(uploaded) });
  note("draft", draft);
  const base = `/api/resources/${draft.body.id}`;
  made = base;
  note("draft's text", await author.get(`${base}/files/${draft.body.files[0].id}/passages`));
  await meanwhile();
  note("draft again", await author.get(base));
  // Publishing asks for the text at once; what is compared is what there is when that work is done.
  await author
    .post(`${base}/publish`)
    .send({ sharedWith: unitOf("group1").id })
    .expect(200);
  await system.runJobs();
  await meanwhile();
  note("published", await colleague.get(base));
  note("text", await colleague.get(`${base}/files/${draft.body.files[0].id}/passages`));
  await look();
  note("duplicate told", await upload(colleague, "同一份.txt", lesson));
  note("no duplicate told", await upload(colleague, "任务单.txt", worksheet));
  const nearly = await upload(colleague, "改过的.txt", nearEssay);
  note("not compared yet", nearly);
  near = nearly.body.id;
  note("adapt", await colleague.post(`${base}/adapt`).send({}));
  await meanwhile();
  note("lineage", await author.get(`${base}/lineage`));
  await look();
  await follow();
  const plan = await publishPlan(research, unitOf("group1").id);
  await meanwhile();
  const copy = await adoptPlan(campusLead, plan, unitOf("sanxiao").id);
  await research.patch(`/api/plans/${plan.id}`).send({ title: "改" }).expect(200);
  await research.post(`/api/plans/${plan.id}/publish`).send({}).expect(200);
  await meanwhile();
  for (const below of ["", "/revisions", "/history", "/copies"])
    note(`plan${below}`, await research.get(`/api/plans/${plan.id}${below}`));
  for (const below of ["", "/pull", "/differences"])
    note(`copy${below}`, await campusLead.get(`/api/plans/${copy.id}${below}`));
  note("plans by pages", await research.get("/api/plans?limit=1"));
  await author
    .put(`${base}/sharing`)
    .send({ sharedWith: unitOf("sanxiao").id })
    .expect(200);
  await meanwhile();
  await look();
  await follow();
  note("synonyms", await colleague.get("/api/search/synonyms"));
  return lines;
};

test("a group's lists, searches, counts and duplicates are the same whatever another group does", {
  timeout: 180_000,
}, async () => {
  const alone = await runScript(false);
  const besideOthers = await runScript(true);
  expect(besideOthers).toEqual(alone);
  expect(alone.some((line) => /"duplicates":\[\{/.test(line))).toBe(true);
  expect(alone.some((line) => /^nearly the same: .*"duplicates":\[\{/.test(line))).toBe(true);
  expect(alone.some((line) => /"total":1/.test(line))).toBe(true);
  expect(alone.some((line) => /^feed: .*"change":"gone"/.test(line))).toBe(true);
});
