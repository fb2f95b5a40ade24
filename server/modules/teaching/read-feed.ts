import { createHash } from "node:crypto";
import { asActor, type Context } from "../../context.ts";
import { NotFound } from "../../errors.ts";
import type { UnitId } from "../../ids.ts";
import { findActorByPersonId, resolveUserActor, todayOf } from "../identity/index.ts";
import { getPlan, layCalendars, listRowsInForce, type PlanId } from "../plans/index.ts";
import { listTerms } from "../vocabulary/index.ts";
import { listTaughtClasses } from "./class-store.ts";
import { type Course, loadCourses } from "./courses.ts";
import { hashOfToken } from "./edit-feeds.ts";
import { type FeedRow, findFeedByToken, noteFetch } from "./feed-store.ts";
import { type CalendarEvent, layEvents } from "./lay-events.ts";
import { requireUser } from "./load-class.ts";
import { staffedCampusIds } from "./policy.ts";
import { termOn, termsOf, yearOf } from "./school-year.ts";
import { writeCalendar } from "./write-calendar.ts";

interface FeedContent {
  name: string;
  events: CalendarEvent[];
}

const latest = (...times: (Date | null)[]): Date =>
  new Date(Math.max(...times.map((time) => time?.getTime() ?? 0)));

/** "三年级语文": feeds are read by phones, which say nothing of a language. */
const subjectWords = async (ctx: Context) => {
  const terms = new Map((await listTerms(ctx.db)).map(({ scheme, key, zh }) => [`${scheme}/${key}`, zh]));
  const wordOf = (scheme: string, key: string) => terms.get(`${scheme}/${key}`) ?? key;
  return (grade: string, subject: string) => wordOf("grade", grade) + wordOf("subject", subject);
};

const eventsOfCourse = async (
  ctx: Context,
  { plan, calendar, classes, campusId, grade, subject }: Course,
  words: Awaited<ReturnType<typeof subjectWords>>,
): Promise<CalendarEvent[]> => {
  if (!plan) return [];
  return layEvents(await listRowsInForce(ctx, plan), calendar.weeks, {
    prefix: words(grade, subject),
    place: campusId,
    about: `${classes[0].campus_name} ${classes.map(({ name }) => name).join("、")}`,
    addressOf: (from) => `${ctx.config.http.publicUrl}/teaching?on=${from}`,
    changedAt: latest(plan.changedAt, calendar.changedAt),
  });
};

/** The whole school year of the classes that the actor teaches; NotFound for who works at no campus any more. */
const ownWeeks = async (ctx: Context): Promise<FeedContent> => {
  const { id, name } = requireUser(ctx);
  const campusIds = staffedCampusIds(ctx.actor);
  if (campusIds.length === 0) throw new NotFound();
  const year = yearOf(termOn(todayOf(ctx)));
  const classes = await listTaughtClasses(ctx.db, id, campusIds, year);
  const words = await subjectWords(ctx);
  const events: CalendarEvent[] = [];
  for (const term of termsOf(year))
    for (const course of await loadCourses(ctx, classes, term))
      events.push(...(await eventsOfCourse(ctx, course, words)));
  return { name: `教学进度 ${name}`, events };
};

const planWeeks = async (ctx: Context, planId: PlanId): Promise<FeedContent> => {
  const plan = await getPlan(ctx, planId);
  if (plan.status === "draft") throw new NotFound();
  const unitId = plan.unit.id as UnitId;
  const calendar = (await layCalendars(ctx, [unitId], plan.term)).get(unitId);
  const events = layEvents(plan.rows, calendar?.weeks ?? [], {
    prefix: "",
    place: plan.id,
    about: plan.title,
    addressOf: () => `${ctx.config.http.publicUrl}/plans/${plan.id}`,
    changedAt: latest(new Date(plan.updatedAt), calendar?.changedAt ?? null),
  });
  return { name: `${plan.title} ${plan.unit.name}`, events };
};

/** A calendar object must hold something: until there are dated rows it says that there are none. */
const noneYet = (ctx: Context, feed: FeedRow): CalendarEvent => {
  const day = feed.created_at.toISOString().slice(0, 10);
  return {
    uid: `${feed.id}@campus-commons`,
    from: day,
    until: new Date(feed.created_at.getTime() + 86_400_000).toISOString().slice(0, 10),
    summary: "教学日历已订阅，还没有带日期的教学安排",
    description: "选择班级、制定计划和设置校历后，这里会出现每周的教学内容。",
    url: `${ctx.config.http.publicUrl}/teaching`,
    changedAt: feed.created_at,
  };
};

export interface FeedAnswer {
  text: string;
  /** Strong: the same bytes have the same. */
  etag: string;
  changedAt: Date;
}

/**
 * What the feed's owner may see at this moment. NotFound, alike, for an address that there is not or no more, an owner who
 * may not sign in or works nowhere any more, and a plan that the owner may not see now.
 */
export const readFeed = async (ctx: Context, token: string): Promise<FeedAnswer> => {
  const feed = await findFeedByToken(ctx.db, hashOfToken(token));
  const owner = feed && (await findActorByPersonId(ctx.db, feed.person_id, todayOf(ctx)));
  if (!feed || !owner) throw new NotFound();
  const asOwner = asActor(ctx, resolveUserActor(owner));
  const { name, events } = feed.plan_id ? await planWeeks(asOwner, feed.plan_id) : await ownWeeks(asOwner);
  const text = writeCalendar(name, events.length > 0 ? events : [noneYet(ctx, feed)]);
  const hash = createHash("sha256").update(text).digest("hex");
  const changedAt = await noteFetch(ctx.db, feed.id, hash, ctx.clock.now());
  if (!changedAt) throw new NotFound();
  return { text, etag: `"${hash.slice(0, 32)}"`, changedAt };
};
