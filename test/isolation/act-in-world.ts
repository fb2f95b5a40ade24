import { expect } from "vitest";
import { DomainError, NotFound } from "../../server/errors.ts";
import type { PersonId, UnitId } from "../../server/ids.ts";
import { endPosting } from "../../server/modules/identity/index.ts";
import { unarchiveResource } from "../../server/modules/resources/archive-resource.ts";
import {
  adaptResource,
  archiveResource,
  changeSharing,
  createResource,
  editDraft,
  publishVersion,
  type SharedWith,
} from "../../server/modules/resources/index.ts";
import { moveUnit } from "../../server/modules/units/index.ts";
import { seedTextbookNodes } from "../../server/modules/vocabulary/index.ts";
import { actingAs, putPicture, uploadText } from "../support/acting.ts";
import { lessonSentences } from "../support/lesson-sentences.ts";
import { lineOf, type ModelResource, maySee, postingsToday } from "../support/visibility-model.ts";
import { actOnPlan } from "./act-on-plans.ts";
import { type ActionPlan, addPosting, dayAfter, type World } from "./random-world.ts";

/** A word in every title and every text, so that one question could find everything. */
export const commonWord = "共享课例";

/** The place in a textbook that everything is for. */
export const commonUnit = seedTextbookNodes.find(
  ({ kind }) => kind === "unit",
) as (typeof seedTextbookNodes)[number];

/** So much of every text that all of them are nearly the same. */
const commonText = lessonSentences(1, 40).join("");

/** What a person may not do changes nothing; what they may not even see must not be there for them. */
const attempt = async (
  world: World,
  personId: PersonId,
  resource: ModelResource | null,
  act: () => Promise<unknown>,
): Promise<boolean> => {
  const isHidden = resource !== null && !maySee(world.model, personId, resource);
  try {
    await act();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (isHidden) expect(error).toBeInstanceOf(NotFound);
    return false;
  }
  expect(isHidden, "an act on what may not be seen succeeded").toBe(false);
  world.isIndexed = false;
  return true;
};

const campusOf = ({ model }: World, personId: PersonId): UnitId | undefined =>
  postingsToday(model, personId).find(({ unitId }) => model.units.get(unitId)?.kind === "campus")?.unitId;

const levelOf = ({ model }: World, campusId: UnitId, level: number): SharedWith => {
  const levels = ["private", ...lineOf(model, campusId).reverse(), "public"] as const;
  return levels[level % levels.length] as SharedWith;
};

const newModelResource = (
  made: Pick<ModelResource, "id" | "authorId" | "campusId" | "adaptedFromId">,
): ModelResource => ({
  ...made,
  sharedWith: "private",
  levelsOfVersions: [],
  isArchived: false,
  hasDraft: true,
});

const draft = async (world: World, personId: PersonId): Promise<ModelResource | null> => {
  const { model, system } = world;
  const campusId = campusOf(world, personId);
  if (!campusId) return null;
  const ctx = await actingAs(system, personId);
  const title = `${commonWord} ${model.resources.length + 1}`;
  const uploadId = await uploadText(
    ctx,
    campusId,
    `${title}.txt`,
    `${commonWord} 正文 ${title} ${commonText}`,
  );
  model.uploads.push({ id: uploadId, personId, sentOn: model.today });
  const { id } = await createResource(ctx, {
    title,
    kind: "material",
    campusId,
    textbookNodeId: commonUnit.id,
    files: [{ uploadId }],
  });
  const resource = newModelResource({ id, authorId: personId, campusId, adaptedFromId: null });
  model.resources.push(resource);
  return resource;
};

const publish = async (world: World, resource: ModelResource, level: number): Promise<void> => {
  const sharedWith = levelOf(world, resource.campusId, level);
  const ctx = await actingAs(world.system, resource.authorId);
  if (await attempt(world, resource.authorId, resource, () => publishVersion(ctx, resource.id, sharedWith)))
    Object.assign(resource, {
      sharedWith,
      hasDraft: false,
      levelsOfVersions: [...resource.levelsOfVersions, [sharedWith]],
    });
};

const edit = async (world: World, resource: ModelResource): Promise<void> => {
  const title = `${commonWord} ${resource.levelsOfVersions.length + 1} 改`;
  const ctx = await actingAs(world.system, resource.authorId);
  if (await attempt(world, resource.authorId, resource, () => editDraft(ctx, resource.id, { title })))
    resource.hasDraft = true;
};

const changeLevel = async (world: World, personId: PersonId, resource: ModelResource, level: number) => {
  const sharedWith = levelOf(world, resource.campusId, level);
  const ctx = await actingAs(world.system, personId);
  if (await attempt(world, personId, resource, () => changeSharing(ctx, resource.id, sharedWith))) {
    resource.sharedWith = sharedWith;
    resource.levelsOfVersions.at(-1)?.push(sharedWith);
  }
};

const setArchived = async (
  world: World,
  personId: PersonId,
  resource: ModelResource,
  isArchived: boolean,
) => {
  const act = isArchived ? archiveResource : unarchiveResource;
  const ctx = await actingAs(world.system, personId);
  if (await attempt(world, personId, resource, () => act(ctx, resource.id))) resource.isArchived = isArchived;
};

/** With a level, the adaptation is published to it at once. */
const adapt = async (
  world: World,
  personId: PersonId,
  original: ModelResource,
  level: number | null,
): Promise<void> => {
  const campusId = campusOf(world, personId);
  const ctx = await actingAs(world.system, personId);
  const isMade = await attempt(world, personId, original, async () => {
    if (!campusId) throw new NotFound();
    const { id } = await adaptResource(ctx, original.id, campusId);
    const made = { id, authorId: personId, campusId, adaptedFromId: original.id };
    world.model.resources.push(newModelResource(made));
  });
  const made = world.model.resources.at(-1);
  if (isMade && made && level !== null) await publish(world, made, level);
};

const moveCampus = async ({ model, system }: World, which: number, groupIndex: number): Promise<void> => {
  const units = [...model.units.values()];
  const campuses = units.filter(({ kind }) => kind === "campus");
  const campus = campuses[which % campuses.length];
  const group = units.filter(({ kind }) => kind === "group")[groupIndex];
  if (!campus || !group) return;
  campus.parentId = group.id;
  await moveUnit(system.ctx.db, campus.id, group.id, lineOf(model, group.id));
};

const stopPosting = async ({ model, system }: World, which: number): Promise<void> => {
  const posting = model.postings[which % model.postings.length];
  if (!posting || posting.fromOn > model.today) return;
  posting.untilOn = posting.fromOn === model.today ? model.today : dayAfter(model.today, -1);
  await endPosting(system.ctx, posting.id, posting.untilOn);
};

/** As if the indexer had made pictures of all that is published. */
const pictureAll = async ({ system: { ctx } }: World): Promise<void> => {
  const waiting = await ctx.db
    .selectFrom("resource_file")
    .innerJoin("file_preview_awaited", "file_preview_awaited.version_id", "resource_file.version_id")
    .select("resource_file.id")
    .execute();
  for (const { id } of waiting) await putPicture(ctx, id);
};

/** Does what a plan says, in the system and in the model. */
export const actInWorld = async (world: World, plan: ActionPlan): Promise<void> => {
  const { model, system } = world;
  const resource = "which" in plan ? model.resources[plan.which % model.resources.length] : undefined;
  const personId = (("who" in plan && model.people[plan.who]) || resource?.authorId) as PersonId;
  if (plan.act === "draft") return void (await draft(world, personId));
  if (plan.act === "share-new") {
    const made = await draft(world, personId);
    if (made) await publish(world, made, plan.level);
    return;
  }
  if (plan.act === "post") return addPosting(world, personId, plan.posting);
  if (plan.act === "plan") return actOnPlan(world, personId, plan.does, plan.which);
  if (plan.act === "end-posting") return stopPosting(world, plan.which);
  if (plan.act === "move-campus") return moveCampus(world, plan.which, plan.group);
  if (plan.act === "pass-days") {
    model.today = dayAfter(model.today, plan.days);
    system.clock.advance(plan.days * 86_400_000);
    return;
  }
  if (plan.act === "run-jobs") {
    await system.runJobs();
    await pictureAll(world);
    world.isIndexed = true;
    return;
  }
  if (!resource) return;
  if (plan.act === "edit") return edit(world, resource);
  if (plan.act === "publish") return publish(world, resource, plan.level);
  if (plan.act === "change-sharing") return changeLevel(world, personId, resource, plan.level);
  if (plan.act === "adapt") return adapt(world, personId, resource, plan.level);
  return setArchived(world, personId, resource, plan.act === "archive");
};
