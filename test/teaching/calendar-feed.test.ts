import ICAL from "ical.js";
import supertest from "supertest";
import { describe, expect, test } from "vitest";
import { endPosting } from "../../server/modules/identity/index.ts";
import { writeCalendar } from "../../server/modules/teaching/write-calendar.ts";
import { type Client, signedIn } from "../support/client.ts";
import { withPlanPeople } from "../support/plan-people.ts";
import { adoptPlan, createPlan, lessons, publishPlan } from "../support/plans.ts";
import { autumn, joinClass } from "../support/teaching.ts";
import { personOf, unitOf } from "../support/world.ts";

interface Event {
  uid: string;
  summary: string;
  description: string;
  from: string;
  until: string;
}

/** Reads the calendar as another library does. */
const parsed = (text: string) => {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const events: Event[] = calendar.getAllSubcomponents("vevent").map((one) => {
    const event = new ICAL.Event(one);
    const { uid, summary, description, startDate, endDate } = event;
    expect([startDate.isDate, endDate.isDate]).toEqual([true, true]);
    return { uid, summary, description, from: startDate.toString(), until: endDate.toString() };
  });
  return { name: calendar.getFirstPropertyValue("x-wr-calname"), events, calendar };
};

const event = (fields: Partial<Parameters<typeof writeCalendar>[1][number]>) => ({
  uid: "1.place@campus-commons",
  from: "2026-09-07",
  until: "2026-09-12",
  summary: "花的学校",
  description: "第2周",
  url: "http://school.example/teaching",
  changedAt: new Date("2026-09-01T01:02:03Z"),
  ...fields,
});

describe("a calendar as it is written", () => {
  test("has lines of at most 75 octets, cut between characters, each ending in CRLF", () => {
    const long = `${"三年级语文上册第一单元🌱".repeat(30)}，结束`;
    const text = writeCalendar(long, [event({ summary: long, description: `${long}\n第二行` })]);
    expect(text.endsWith("END:VCALENDAR\r\n")).toBe(true);
    expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    for (const line of Buffer.from(text).toString("latin1").split("\r\n")) {
      expect(line.length).toBeLessThanOrEqual(75);
      expect(Buffer.from(line, "latin1").toString()).not.toContain("\ufffd");
    }
    const { name, events } = parsed(text);
    expect(name).toBe(long);
    expect(events[0]).toMatchObject({ summary: long, description: `${long}\n第二行` });
  });

  test("keeps what people wrote as text: nothing of it becomes a property", () => {
    const text = '一,二;三\\四:五"六\r\nEND:VEVENT\r\nATTACH:http://elsewhere.example/\u0007';
    const { name, events, calendar } = parsed(
      writeCalendar(text, [event({ summary: text, description: text })]),
    );
    expect(calendar.getAllSubcomponents().length).toBe(1);
    expect(calendar.getFirstSubcomponent("vevent")?.getFirstProperty("attach")).toBeNull();
    const line = '一,二;三\\四:五"六 END:VEVENT ATTACH:http://elsewhere.example/';
    expect(events[0]?.summary).toBe(line);
    expect(name).toBe('一，二；三＼四:五"六 END:VEVENT ATTACH:http://elsewhere.example/');
    expect(events[0]?.description).toBe(text.replaceAll("\r\n", "\n").replace("\u0007", ""));
  });

  test("says what RFC 5545 wants, and when to look again", () => {
    const text = writeCalendar("教学", [event({})]);
    expect(text.split("\r\n")).toEqual(
      expect.arrayContaining([
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//campus-commons//calendar//ZH",
        "REFRESH-INTERVAL;VALUE=DURATION:PT3H",
        "UID:1.place@campus-commons",
        "DTSTAMP:20260901T010203Z",
        "LAST-MODIFIED:20260901T010203Z",
        "DTSTART;VALUE=DATE:20260907",
        "DTEND;VALUE=DATE:20260912",
      ]),
    );
    // PUBLISH would want an organizer (RFC 5546).
    expect(text).not.toContain("METHOD");
  });

  test("counts the changes of an event, so that a later state is known from an earlier one", () => {
    const sequenceAt = (changedAt: string) =>
      Number(/SEQUENCE:(\d+)/.exec(writeCalendar("教学", [event({ changedAt: new Date(changedAt) })]))?.[1]);
    const first = sequenceAt("2026-09-01T01:02:03Z");
    expect(sequenceAt("2026-09-01T01:02:04Z")).toBeGreaterThan(first);
    expect(first).toBeGreaterThan(0);
    expect(sequenceAt("2080-01-01T00:00:00Z")).toBeLessThan(2 ** 31);
  });
});

const { system, research, lead, teacher } = await withPlanPeople();
system.clock.set("2026-09-09T02:00:00Z");

describe("a calendar feed", () => {
  const [group, campus] = [unitOf("group1").id, unitOf("sanxiao").id];

  const make = async (client: Client, body: object = {}) => {
    const reply = await client.post("/api/calendar-feeds").send(body).expect(201);
    return { id: reply.body.id as string, path: new URL(reply.body.address).pathname };
  };
  const fetchAt = (path: string, headers: Record<string, string> = {}) =>
    supertest(system.server).get(path).set(headers);
  const eventsAt = async (path: string) => parsed((await fetchAt(path).expect(200)).text).events;

  test("says that there is nothing yet, then shows the own weeks, and a pulled move on the next fetch", async () => {
    const { path } = await make(teacher);
    expect(await eventsAt(path)).toMatchObject([{ summary: "教学日历已订阅，还没有带日期的教学安排" }]);
    const groupLead = await signedIn(system, "group1.lead");
    await groupLead.put(`/api/units/${group}/calendars/2026-2027-1`).send(autumn).expect(200);
    await joinClass(teacher, campus, "1班");
    await joinClass(teacher, campus, "2班");
    const plan = await publishPlan(research, group);
    const copy = await adoptPlan(lead, plan, campus);
    const reply = await fetchAt(path).expect(200).expect("Content-Type", "text/calendar; charset=utf-8");
    const { name, events } = parsed(reply.text);
    expect(name).toBe("教学进度 三小校区 语文教师");
    expect(events).toHaveLength(lessons.length);
    expect(events[2]).toMatchObject({
      summary: `三年级语文 ${lessons[2]}（2课时）`,
      from: "2026-09-07",
      until: "2026-09-12",
    });
    expect(events[2]?.description).toContain("1班、2班");

    await research
      .patch(`/api/plans/${plan.id}/rows/${plan.rows[2].id}`)
      .send({ weeks: { first: 6, last: 7 } });
    await research.post(`/api/plans/${plan.id}/publish`).send({}).expect(200);
    expect((await eventsAt(path))[2]?.from).toBe("2026-09-07");
    await lead.post(`/api/plans/${copy.id}/pull`).send({ to: 2 }).expect(200);
    const moved = (await eventsAt(path)).find(({ uid }) => uid === events[2]?.uid);
    expect(moved).toMatchObject({ from: "2026-10-08", until: "2026-10-17" });
  });

  test("has an event on each side of a holiday that joined weeks run through", async () => {
    const groupLead = await signedIn(system, "group1.lead");
    const joined = { ...autumn, joinedWeeks: ["2026-09-28"] };
    await groupLead.put(`/api/units/${group}/calendars/2026-2027-1`).send(joined).expect(200);
    const rows = [{ weeks: { first: 5, last: 5 }, lesson: "秋天的雨", periods: 4 }];
    const plan = await publishPlan(research, group, { title: "合并周", rows });
    const { path } = await make(teacher, { planId: plan.id });
    const [before, after, ...rest] = await eventsAt(path);
    expect(before).toMatchObject({ summary: "秋天的雨（4课时）", from: "2026-09-28", until: "2026-10-01" });
    expect(after).toMatchObject({ summary: "秋天的雨（续）", from: "2026-10-08", until: "2026-10-11" });
    expect(rest).toEqual([]);
    expect(after?.uid).not.toBe(before?.uid);
    await groupLead.put(`/api/units/${group}/calendars/2026-2027-1`).send(autumn).expect(200);
    await research.post(`/api/plans/${plan.id}/archive`).expect(200);
  });

  test("answers what has not changed with 304, by ETag and by time", async () => {
    const { path } = await make(teacher);
    const { headers } = await fetchAt(path).expect(200);
    system.clock.advance(60_000);
    await fetchAt(path, { "If-None-Match": headers.etag as string }).expect(304);
    await fetchAt(path, { "If-Modified-Since": headers["last-modified"] as string }).expect(304);
    await lead.put(`/api/units/${campus}/calendars/2026-2027-1`).send({ firstOn: "2026-09-02" }).expect(200);
    const changed = await fetchAt(path, { "If-None-Match": headers.etag as string }).expect(200);
    expect(changed.headers["last-modified"]).not.toBe(headers["last-modified"]);
    await fetchAt(path, { "If-Modified-Since": headers["last-modified"] as string }).expect(200);
  });

  test("of a plan is made by who may see it, and is gone when they may not", async () => {
    const plan = await publishPlan(research, group, { title: "数学，进度" });
    const outsider = await signedIn(system, "erxiao.teacher");
    await outsider.post("/api/calendar-feeds").send({ planId: plan.id }).expect(404);
    const { path } = await make(teacher, { planId: plan.id });
    expect(parsed((await fetchAt(path).expect(200)).text).name).toBe("数学，进度 第一教育集团");
    await research.post(`/api/plans/${plan.id}/archive`).expect(200);
    await fetchAt(path).expect(404);
    const { body } = await teacher.get("/api/calendar-feeds").expect(200);
    expect(body.items[0].plan).toEqual({ id: plan.id, title: null });
  });

  test("of a draft is not made, nor read at an address that there is", async () => {
    const draft = await createPlan(lead, campus, { title: "还在写的计划", subject: "music" });
    const { body } = await lead.post("/api/calendar-feeds").send({ planId: draft.id }).expect(409);
    expect(body.code).toBe("calendar-feed.draft");
    const { id, path } = await make(lead);
    await system.ctx.db
      .updateTable("calendar_feed")
      .set({ plan_id: draft.id })
      .where("id", "=", id as never)
      .execute();
    await fetchAt(path).expect(404);
    await lead.post(`/api/plans/${draft.id}/publish`).send({}).expect(200);
    expect(parsed((await fetchAt(path).expect(200)).text).name).toContain("还在写的计划");
  });

  test("is revoked by its owner, and nobody else finds it, its address or its secret", async () => {
    const { id, path } = await make(teacher);
    await (await signedIn(system, "sanxiao.math")).delete(`/api/calendar-feeds/${id}`).expect(404);
    const secret = path.split("/").at(-1)?.replace(".ics", "") as string;
    expect((await teacher.get("/api/calendar-feeds").expect(200)).text).not.toContain(secret);
    const kept = await system.ctx.db.selectFrom("calendar_feed").selectAll().execute();
    expect(JSON.stringify(kept)).not.toContain(secret);
    await fetchAt(path.replace(secret, `${secret.slice(0, -1)}${secret.endsWith("A") ? "B" : "A"}`)).expect(
      404,
    );
    await fetchAt("/api/calendar-feeds/x.ics").expect(404);
    await fetchAt(path).expect(200);
    await teacher.delete(`/api/calendar-feeds/${id}`).expect(204);
    await fetchAt(path).expect(404);
  });

  test("tells nothing any more when the owner's posting has ended", async () => {
    const leaver = await signedIn(system, "sanxiao.english");
    const plan = await publishPlan(lead, campus, { subject: "english" });
    const [own, ofPlan] = [await make(leaver), await make(leaver, { planId: plan.id })];
    for (const { path } of [own, ofPlan]) await fetchAt(path).expect(200);
    await endPosting(system.ctx, personOf("sanxiao.english").postings[0]?.id as never, "2026-09-08");
    for (const { path } of [own, ofPlan]) await fetchAt(path).expect(404);
  });

  test("tells nothing while the owner's account is closed", async () => {
    const owner = personOf("sanxiao.math").id;
    const client = await signedIn(system, "sanxiao.math");
    const plan = await publishPlan(lead, campus, { subject: "science" });
    const paths = [(await make(client)).path, (await make(client, { planId: plan.id })).path];
    const close = (disabled_at: Date | null) =>
      system.ctx.db.updateTable("person").set({ disabled_at }).where("id", "=", owner).execute();
    await close(system.clock.now());
    for (const path of paths) await fetchAt(path).expect(404);
    await close(null);
    for (const path of paths) await fetchAt(path).expect(200);
  });

  test("asked for again with its Idempotency-Key is not made twice, nor told twice", async () => {
    const client = await signedIn(system, "erxiao.teacher");
    const ask = () => client.post("/api/calendar-feeds").set("Idempotency-Key", "one-address").send({});
    await ask().expect(201);
    expect((await ask().expect(409)).body).toMatchObject({ code: "idempotency.told-once" });
    expect((await client.get("/api/calendar-feeds").expect(200)).body.items).toHaveLength(1);
  });

  test("is one of at most thirty of a person", async () => {
    const client = await signedIn(system, "yixiao.sport");
    for (let count = 0; count < 30; count += 1) await make(client);
    const { body } = await client.post("/api/calendar-feeds").send({}).expect(409);
    expect(body.code).toBe("calendar-feed.too-many");
  });
});
