import type { KyselyPlugin } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { makePlainText } from "../../scripts/make-files/text.ts";
import type { Context } from "../../server/context.ts";
import type { ResourceId, Sha256 } from "../../server/ids.ts";
import { listNearTexts, listSameFiles } from "../../server/modules/resources/duplicate-store.ts";
import { findDuplicates, leastLikeness } from "../../server/modules/resources/find-duplicates.ts";
import { isVisibleTo } from "../../server/modules/resources/visibility.ts";
import { actAs } from "../support/acting.ts";
import { type Client, createDraft, publish, uploadFile } from "../support/client.ts";
import { lessonSentences } from "../support/lesson-sentences.ts";
import { atThreeSchools } from "../support/three-schools.ts";
import { unitOf } from "../support/world.ts";

/**
 * What is hidden stays so in each layer by itself: the stores' statements, the cards of what they found, and who is
 * answered at all. Each is tried with what the next one would hold back.
 */
const schools = atThreeSchools();
const group = unitOf("group1").id;
const sentences = lessonSentences(1, 60);

const bytesOf = (last: string) => makePlainText({ title: "教学设计", paragraphs: [...sentences, last] });
const same = bytesOf("同一份");
/** More than are told of one file. */
const hiddenCount = 6;

let shown: ResourceId;
let mine: { id: ResourceId; sha256: Sha256 };
let nearly: { id: ResourceId; sha256: Sha256 };
let colleague: Context;
const hidden: ResourceId[] = [];

beforeAll(async () => {
  const share = async (client: Client, sharedWith: string, name: string, bytes: Buffer) =>
    (await publish(client, sharedWith, { title: name, files: [{ name: `${name}.txt`, bytes }] }))
      .id as ResourceId;
  const draft = async (name: string, bytes: Buffer) => {
    const { id, files } = await createDraft(schools.colleague, {
      title: name,
      files: [{ name: `${name}.txt`, bytes }],
    });
    return { id, sha256: files[0].sha256 };
  };
  // Before what is shown, so that they come first wherever equals stand in the order of their ids.
  for (let count = 0; count < hiddenCount; count += 1)
    hidden.push(
      await share(count % 2 ? schools.author : schools.outsider, "private", `藏起来的${count}`, same),
    );
  shown = await share(schools.author, group, "看得见的", same);
  mine = await draft("我的", same);
  nearly = await draft("我改过的", bytesOf("改了一句"));
  await schools.system.runJobs();
  colleague = await actAs(schools.system.ctx, "yixiao.teacher");
});

const question = (most: number) => ({ isVisible: isVisibleTo(colleague.actor), except: [], most });
const idsOf = (rows: { resource_id: ResourceId }[]) => rows.map((row) => row.resource_id);

describe("the statements find what may be seen, and what is hidden takes nobody's place:", () => {
  test("that of the same bytes", async () => {
    const { db } = schools.system.ctx;
    for (const most of [1, 5])
      expect(idsOf(await listSameFiles(db, { ...question(most), sha256s: [mine.sha256] }))).toEqual([shown]);
  });

  test("that of nearly the same texts", async () => {
    const { db } = schools.system.ctx;
    for (const most of [1, 5]) {
      const asked = { ...question(most), sha256s: [nearly.sha256] };
      expect(idsOf(await listNearTexts(db, asked, leastLikeness))).toEqual([shown]);
    }
  });
});

/** Once something was found, and before it is looked at. */
const inBetween = (ctx: Context, act: () => Promise<unknown>): Context => {
  let isDone = false;
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      const isFound = result.rows.some((row) => "own_sha256" in row);
      if (isFound && !isDone) {
        isDone = true;
        await act();
      }
      return result;
    },
  };
  return { ...ctx, db: ctx.db.withPlugin(plugin) };
};

describe("of what was found only that is told which may be seen by then:", () => {
  test.each(["the same bytes", "nearly the same texts"])("%s", async (what) => {
    const share = (sharedWith: string) =>
      schools.author.put(`/api/resources/${shown}/sharing`).send({ sharedWith }).expect(200);
    const { sha256 } = what === "the same bytes" ? mine : nearly;
    const told = async (ctx: Context) => (await findDuplicates(ctx, [sha256], [sha256])).get(sha256);
    expect(await told(colleague)).toMatchObject([{ resourceId: shown }]);
    let isHidden = false;
    const hiding = inBetween(colleague, async () => {
      await share("private");
      isHidden = true;
    });
    expect(await told(hiding)).toEqual([]);
    expect(isHidden).toBe(true);
    await share(group);
  });
});

describe("the answers", () => {
  test("name what may be seen and nothing of what is hidden", async () => {
    for (const { id } of [mine, nearly]) {
      const { body } = await schools.colleague.get(`/api/resources/${id}/duplicates?draft=true`).expect(200);
      expect(body.items.map((one: { resourceId: string }) => one.resourceId)).toEqual([shown]);
      for (const one of hidden) expect(JSON.stringify(body)).not.toContain(one);
      expect(JSON.stringify(body)).not.toContain("藏起来的");
    }
  });

  test("are given to whoever may change the resource, and to nobody else who has found it or its upload", async () => {
    await schools.author.get(`/api/resources/${mine.id}/duplicates?draft=true`).expect(404);
    await schools.colleague.get(`/api/resources/${shown}/duplicates`).expect(403);
    await schools.outsider.get(`/api/resources/${shown}/duplicates`).expect(404);
    const uploadId = await uploadFile(schools.colleague, "又一份.txt", same);
    await schools.author.get(`/api/uploads/${uploadId}`).expect(404);
    const { body } = await schools.author.get("/api/uploads").query({ id: uploadId }).expect(200);
    expect(body.items).toEqual([]);
    const own = (await schools.colleague.get(`/api/uploads/${uploadId}`).expect(200)).body;
    expect(own.duplicates.map((one: { resourceId: string }) => one.resourceId)).toEqual([shown]);
  });
});
