import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { buildDocuments } from "../../indexer/build-document.ts";
import { createExtractor, type Extractor } from "../../indexer/extract/index.ts";
import { extractText } from "../../indexer/tasks/extract-text.ts";
import { indexResource } from "../../indexer/tasks/index-resource.ts";
import type { ResourceId, Sha256 } from "../../server/ids.ts";
import { listPublishedIds, saveText } from "../../server/modules/resources/index.ts";
import type { ScopeKey } from "../../server/modules/search/index.ts";
import { type Client, createDraft, publish, seedPeople, signedIn, uploadFile } from "../support/client.ts";
import { countWaiting } from "../support/held-commits.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { until } from "../support/until.ts";
import { unitOf } from "../support/world.ts";
import { checkIndex } from "./check-invariants.ts";

let system: TestSystem;
let author: Client;
let extractor: Extractor;

beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  author = await signedIn(system, "sanxiao.teacher");
  extractor = createExtractor();
});
afterAll(async () => {
  extractor.close();
  await system.stop();
});

const group = () => unitOf("group1").id;
let words = 0;
const textFile = () => {
  words += 1;
  return { name: `文稿${words}.txt`, bytes: Buffer.from(`独一无二字样${words}号`) };
};
const newResource = (): Promise<{ id: ResourceId; title: string }> =>
  publish(author, group(), { title: `乱序 ${words}`, files: [textFile()] });

type Act = (id: ResourceId) => Promise<unknown>;
/** Each changes something as it stands then; what the state does not allow is refused, which is an answer too. */
const acts: Record<string, Act> = {
  rename: async (id) => {
    words += 1;
    await author.patch(`/api/resources/${id}`).send({ title: `改名 ${words}` });
    await author.post(`/api/resources/${id}/publish`).send({ sharedWith: group() });
  },
  exchangeFile: async (id) => {
    const { name, bytes } = textFile();
    const files = [{ uploadId: await uploadFile(author, name, bytes) }];
    await author.patch(`/api/resources/${id}`).send({ files });
    await author.post(`/api/resources/${id}/publish`).send({ sharedWith: group() });
  },
  hide: (id) => author.put(`/api/resources/${id}/sharing`).send({ sharedWith: "private" }),
  show: (id) => author.put(`/api/resources/${id}/sharing`).send({ sharedWith: group() }),
  archive: (id) => author.post(`/api/resources/${id}/archive`),
  unarchive: (id) => author.post(`/api/resources/${id}/unarchive`),
  index: (id) => indexResource(system.ctx, { resourceId: id }),
  readFiles: async (id) => {
    const { rows } = await sql<{ sha256: Sha256 }>`select sha256 from resource_file where version_id in
      (select id from resource_version where resource_id = ${id})`.execute(system.ctx.db);
    for (const { sha256 } of rows) await extractText(system.ctx, extractor, { sha256 });
  },
};

/** What the engine itself finds. */
const findInIndex = async (text: string, scope: ScopeKey[]): Promise<ResourceId[]> => {
  const question = { text: `"${text}"`, scope, filters: {}, exclude: [], withFacets: false };
  const page = { sort: "relevance", offset: 0, limit: 5 } as const;
  return (await system.ctx.search.search({ ...question, ...page })).hits.map((hit) => hit.id);
};

/** What the index holds of each document, as a searcher sees it: what a full rebuild would hold. */
const checkContents = async () => {
  const ids = await listPublishedIds(system.ctx.db, null, 1000);
  for (const document of await buildDocuments(system.ctx, ids)) {
    expect(document.passages).toHaveLength(1);
    for (const text of [document.title, document.passages[0]?.text ?? ""])
      expect(await findInIndex(text, document.scope)).toContain(document.id);
  }
};

describe("indexing jobs run twice, late and out of order", () => {
  it("leave the index as the database is, whatever changed between them", async () => {
    const resources = [await newResource(), await newResource(), await newResource()];
    const step = fc.record({
      act: fc.constantFrom(...Object.keys(acts)),
      times: fc.integer({ min: 1, max: 3 }),
      which: fc.nat(resources.length - 1),
    });
    const steps = fc.array(step, { minLength: 4, maxLength: 14 });
    await fc.assert(
      fc.asyncProperty(steps, async (chosen) => {
        for (const { act, times, which } of chosen)
          for (let time = 0; time < times; time += 1) await acts[act]?.(resources[which]?.id as ResourceId);
        await checkIndex(system);
        await checkContents();
        const { rows } = await sql`select * from index_pending`.execute(system.ctx.db);
        expect(rows).toEqual([]);
      }),
      { numRuns: 8, endOnFailure: true },
    );
  }, 200_000);

  it("find a file's text that another indexer read between its document and its job", async () => {
    const draft = await createDraft(author, { title: "两家同读", files: [textFile()] });
    const sha256: Sha256 = draft.files[0].sha256;
    const published = await author
      .post(`/api/resources/${draft.id}/publish`)
      .send({ sharedWith: group() })
      .expect(200);
    await indexResource(system.ctx, { resourceId: published.body.id });
    const passages = [{ page: null, page_kind: "section" as const, text: "旁人读出的雪莲果" }];
    await saveText(
      system.ctx.db,
      sha256,
      { status: "ready", reason: null, pageCount: null, passages },
      new Date(),
    );
    await sql`delete from graphile_worker._private_jobs where key like 'index:%'`.execute(system.ctx.db);
    await system.runJobs();
    const found = await author.get("/api/search").query({ q: "雪莲果" }).expect(200);
    expect(found.body).toMatchObject({ total: 1, hits: [{ resource: { id: draft.id } }] });
  });
});

describe("while one indexer's document is on its way to the engine", () => {
  afterEach(() => void vi.restoreAllMocks());

  /** Has something happen after the next document was built, before the engine gets it. */
  const beforePut = (act: () => Promise<unknown>): void => {
    const { search } = system.ctx;
    const put = search.put.bind(search);
    vi.spyOn(search, "put").mockImplementationOnce(async (documents) => {
      await act();
      await put(documents);
    });
  };
  const index = (id: ResourceId) => indexResource(system.ctx, { resourceId: id });
  const listPending = async () => {
    const { rows } = await sql<{ id: ResourceId }>`select resource_id as id from index_pending`.execute(
      system.ctx.db,
    );
    return rows.map(({ id }) => id);
  };

  it("a narrowing stays pending until a document that knows of it is there", async () => {
    const { id } = await newResource();
    beforePut(() => author.put(`/api/resources/${id}/sharing`).send({ sharedWith: "private" }).expect(200));
    await index(id);
    expect(await listPending()).toEqual([id]);
    await index(id);
    expect(await listPending()).toEqual([]);
  });

  it("another's removal comes after it, and is not undone", async () => {
    const { id, title } = await newResource();
    const everyone: ScopeKey[] = [`unit:${group()}`];
    await system.runJobs();
    expect(await findInIndex(title, everyone)).toContain(id);
    let isRemoved = false;
    let removing: Promise<void> | undefined;
    const remove = async () => {
      await index(id);
      isRemoved = true;
    };
    beforePut(async () => {
      await author.post(`/api/resources/${id}/archive`).expect(200);
      removing = remove();
      await until(
        "the other to be done or to wait",
        async () => isRemoved || (await countWaiting(system.connection.pool)) > 0,
      );
    });
    await index(id);
    await removing;
    expect(await findInIndex(title, everyone)).not.toContain(id);
  });
});
