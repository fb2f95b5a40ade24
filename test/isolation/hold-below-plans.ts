import { expect } from "vitest";
import type { PersonId, UnitId } from "../../server/ids.ts";
import { openWorkbook } from "../../web/components/open-workbook.ts";
import {
  copiesOf,
  type ModelPlan,
  mayReadPlan,
  overseesUnit,
  pulled,
  shownLessons,
  upstreamOf,
  without,
  writesPlan,
} from "../support/plan-model.ts";
import { lineOf } from "../support/visibility-model.ts";
import { askAll, type Question, type Reply } from "./ask-questions.ts";
import type { World } from "./random-world.ts";

type Change = { change: string; before: { lesson: string } | null; after: { lesson: string } | null };

const sorted = (these: Iterable<string>): string[] => [...these].sort();
const lessonsOf = (rows: { lesson: string }[]): string[] => sorted(rows.map(({ lesson }) => lesson));

/** No row of a world is edited: what differs is rows that came and rows that went. */
const expectChanges = (changes: Change[], before: readonly string[], after: readonly string[]): void => {
  const lessonsThat = (change: string, side: "before" | "after") =>
    lessonsOf(changes.filter((one) => one.change === change).map((one) => one[side] as { lesson: string }));
  expect(lessonsThat("added", "after"), "added").toEqual(sorted(without(after, before)));
  expect(lessonsThat("dropped", "before"), "dropped").toEqual(sorted(without(before, after)));
  expect(changes).toHaveLength(without(after, before).length + without(before, after).length);
};

const ofRevisions = ({ revisions, lessons }: ModelPlan, isWritten: boolean): Question[] => {
  const last = revisions.length;
  const first = revisions[0] ?? [];
  const compared = (to: number | "live", after: readonly string[], isRead: boolean): Question => ({
    below: `/comparison?from=1&to=${to}`,
    status: isRead ? 200 : 404,
    holds: ({ rows }) => expectChanges(rows, first, after),
  });
  return [
    {
      below: "/revisions",
      status: 200,
      holds: ({ items }) =>
        expect(items.map((one: { number: number; rowCount: number }) => [one.number, one.rowCount])).toEqual(
          revisions.map(({ length }, index) => [index + 1, length]).toReversed(),
        ),
    },
    ...[...revisions, null].map((revision, index) => ({
      below: `/revisions/${index + 1}`,
      status: revision ? 200 : 404,
      holds: ({ rows }: Reply["body"]) => expect(lessonsOf(rows)).toEqual(sorted(revision ?? [])),
    })),
    compared(Math.max(1, last), revisions.at(-1) ?? [], last > 0),
    compared("live", lessons, isWritten && last > 0),
  ];
};

/** The group's total is one period: the notice tells what the plans that the reader may see have together. */
const periodNotice = (world: World, reader: PersonId, plan: ModelPlan) => {
  const { model } = world;
  const alike = model.plans.filter(
    (one) => one.unitId === plan.unitId && !one.isArchived && mayReadPlan(model, reader, one),
  );
  const most = new Map<string, number>();
  for (const { subject, periodsPerWeek } of new Set([plan, ...alike]))
    most.set(subject, Math.max(most.get(subject) ?? 0, periodsPerWeek));
  const is = [...most.values()].reduce((sum, periods) => sum + periods, 0);
  return { perWeek: null, ofGrade: { is, ought: 1 }, overfullWeeks: [] };
};

const forReaders = (world: World, reader: PersonId, plan: ModelPlan): Question[] => {
  const upstream = upstreamOf(world.model, plan);
  return [
    ...ofRevisions(plan, writesPlan(world.model, reader, plan)),
    {
      below: "/export.xlsx",
      status: 200,
      holds(body) {
        const cells = openWorkbook(Buffer.from(body)).sheets.flatMap(({ rows }) => rows.flat());
        const lessons = cells.filter((cell) => /^第\d+-/.test(String(cell)));
        expect(sorted(lessons.map(String))).toEqual(sorted(shownLessons(plan)));
      },
    },
    {
      below: "/period-notice",
      status: 200,
      holds: (body) => expect(body).toEqual(periodNotice(world, reader, plan)),
    },
    {
      below: "/differences",
      status: upstream ? 200 : 409,
      holds: ({ items }) => expectChanges(items, upstream?.revisions[plan.taken - 1] ?? [], plan.lessons),
    },
  ];
};

const followsUpstream = ({ model }: World, { unitId }: ModelPlan, upstream: ModelPlan | undefined): boolean =>
  upstream !== undefined && !upstream.isArchived && lineOf(model, unitId).includes(upstream.unitId);

const forWriters = (world: World, plan: ModelPlan): Question[] => {
  const { lessons, droppedLessons, history, pulls, isArchived } = plan;
  const upstream = upstreamOf(world.model, plan);
  return [
    {
      below: "/history",
      status: 200,
      holds: ({ items }) =>
        expect(
          items.map((one: { kind: string; by: { id: PersonId } }) => ({ kind: one.kind, by: one.by.id })),
        ).toEqual(history.toReversed()),
    },
    {
      below: "/dropped-rows",
      status: isArchived ? 403 : 200,
      holds: ({ items }) =>
        expect(lessonsOf(items.map(({ row }: { row: { lesson: string } }) => row))).toEqual(
          sorted(droppedLessons),
        ),
    },
    {
      below: "/pull",
      status: isArchived ? 403 : followsUpstream(world, plan, upstream) ? 200 : 409,
      holds: ({ changes, conflicts }) => {
        expect(conflicts).toEqual([]);
        expectChanges(changes, lessons, upstream ? pulled(plan, upstream) : []);
      },
    },
    {
      below: "/pulls",
      status: isArchived ? 403 : 200,
      holds: ({ items }) =>
        expect(
          items.map((one: { from: number; to: number; pulledBy: { id: PersonId } }) => ({
            from: one.from,
            to: one.to,
            by: one.pulledBy.id,
          })),
        ).toEqual(pulls.toReversed()),
    },
  ];
};

type Drift = { copyId: string; campus: { id: UnitId }; added: number; dropped: number };

const forOverseers = (world: World, plan: ModelPlan): Question[] => {
  const { model } = world;
  const campuses = [...model.units.values()].filter(
    ({ id, kind }) => kind === "campus" && lineOf(model, id).includes(plan.unitId),
  );
  const copies = copiesOf(model, plan);
  const driftAt = (campusId: UnitId) => {
    const copy = copies.find(({ unitId }) => unitId === campusId);
    const base = plan.revisions[(copy?.taken ?? 0) - 1] ?? [];
    const ours = copy?.lessons ?? [];
    return [campusId, copy?.id ?? null, without(ours, base).length, copy ? without(base, ours).length : 0];
  };
  return [
    {
      below: "/copies",
      status: 200,
      holds: ({ items }) =>
        expect(
          items.map((one: Drift) => [one.campus.id, one.copyId, one.added, one.dropped]).toSorted(),
        ).toEqual(campuses.map(({ id }) => driftAt(id)).toSorted()),
    },
  ];
};

const holdPlanFor = async (world: World, reader: PersonId, plan: ModelPlan): Promise<void> => {
  const { model } = world;
  const isSeen = mayReadPlan(model, reader, plan);
  const unless = (isAllowed: boolean, questions: Question[]): Question[] =>
    isAllowed ? questions : questions.map(({ below }) => ({ below, status: isSeen ? 403 : 404 }));
  const questions = [
    ...unless(isSeen, forReaders(world, reader, plan)),
    ...unless(isSeen && writesPlan(model, reader, plan), forWriters(world, plan)),
    ...unless(isSeen && overseesUnit(model, reader, plan.unitId), forOverseers(world, plan)),
  ];
  await askAll(world, reader, `/api/plans/${plan.id}`, questions);
};

/** What can be read below plans, for everybody. */
export const holdBelowPlans = async (world: World): Promise<void> => {
  const { people, plans } = world.model;
  await Promise.all(
    people.map(async (reader) => {
      for (const plan of plans) await holdPlanFor(world, reader, plan);
    }),
  );
};
