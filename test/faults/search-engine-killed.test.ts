import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rebuildIndex } from "../../indexer/tasks/rebuild-index.ts";
import { ownMeilisearchMissing } from "../support/meilisearch.ts";
import { until } from "../support/until.ts";
import { type Mistreated, startMistreated } from "./mistreated-meilisearch.ts";

const patience = { timeout: 120_000 };

if (ownMeilisearchMissing) {
  console.warn(`\n!!! A killed or lagging Meilisearch is SKIPPED: ${ownMeilisearchMissing}.\n`);
  test.skip(`a Meilisearch that is killed or lags: SKIPPED, ${ownMeilisearchMissing}`, () => {});
}

describe.skipIf(ownMeilisearchMissing)("a Meilisearch that", () => {
  let mistreated: Mistreated;
  beforeAll(async () => {
    mistreated = await startMistreated();
  }, 120_000);
  afterAll(() => mistreated?.stop());

  const putTogether = (ids: string[]) => mistreated.putTogether(ids);
  const rebuildAll = () => rebuildIndex(mistreated.system.ctx).catch(() => {});

  test.each([
    ["documents are on their way to it", /^POST \/indexes\/\w+\/documents/, putTogether, "在途"],
    ["it works them in", /^GET \/tasks/, putTogether, "处理"],
    ["a rebuild fills another index", /_next\/documents/, rebuildAll, "重建"],
  ] as const)("is killed while %s has everything once it is back, each once", patience, async (...row) => {
    const [, request, write, word] = row;
    const { engine, line, system, author, colleague, publishSome, searchFor } = mistreated;
    const ids = await publishSome(word, 4);
    line.seen.length = 0;
    const writing = write(ids);
    await until(`${request} to be asked`, () => line.seen.some((one) => request.test(one)));
    await engine.kill();
    await writing;

    expect(await searchFor(word)).toMatchObject({ degraded: true, total: 4 });
    const [late] = await publishSome(`${word}之后`, 1);
    await system.runJobs();
    await colleague.get(`/api/resources/${late}`).expect(200);
    const ready = await author.get("/readyz").expect(200);
    expect(ready.body).toMatchObject({ status: "ready", parts: { search: "down" } });

    await engine.comeBack();
    await mistreated.expectWhole();
    expect(await mistreated.found(word)).toEqual([...ids, late].toSorted());
  });

  test("hangs is not waited for, and has everything once it goes on, each once", patience, async () => {
    const { engine, line, colleague, author, publishSome, searchFor } = mistreated;
    const ids = await publishSome("停顿", 4);
    line.seen.length = 0;
    const writing = mistreated.putTogether(ids);
    await until("documents to be sent", () => line.seen.some((one) => /^POST .*\/documents/.test(one)));
    engine.freeze();
    // What was sent is given up by the sender, and is still done by an engine that goes on.
    await writing;
    expect(await searchFor("停顿")).toMatchObject({ degraded: true, total: 4 });
    const [late] = await publishSome("停顿之后", 1);
    await colleague.get(`/api/resources/${late}`).expect(200);
    expect(await searchFor("停顿之后")).toMatchObject({ degraded: true, total: 1 });
    const ready = await author.get("/readyz").expect(200);
    expect(ready.body).toMatchObject({ status: "ready", parts: { search: "down" } });

    engine.goOn();
    await until("the engine to be asked again", async () => !(await searchFor("起先")).degraded);
    await mistreated.expectWhole();
    expect(await mistreated.found("停顿")).toEqual([...ids, late].toSorted());
  });

  test(
    "is busy with another's documents answers meanwhile, shows nobody too much, and catches up",
    patience,
    async () => {
      const { askEngine, system, author, colleague, publishSome, searchFor } = mistreated;
      const [narrowed, ...kept] = await publishSome("滞后", 3);
      await mistreated.putTogether([narrowed as string, ...kept]);
      const { taskUid } = await askEngine("/indexes/neighbour/documents", neighbour());
      const isBusy = async () =>
        !["succeeded", "failed"].includes((await askEngine(`/tasks/${taskUid}`)).status);

      const late = await publishSome("滞后之后", 1);
      await author.put(`/api/resources/${narrowed}/sharing`).send({ sharedWith: "private" }).expect(200);
      const writing = mistreated.putTogether([...late, narrowed as string]);
      expect(await mistreated.found("滞后")).toEqual(kept.toSorted());
      await colleague.get(`/api/resources/${narrowed}`).expect(404);
      expect(await isBusy(), "the engine was busy all the while").toBe(true);

      await writing;
      expect(await isBusy()).toBe(false);
      expect(await mistreated.found("滞后")).toEqual([...kept, ...late].toSorted());
      expect(await system.ctx.db.selectFrom("index_pending").selectAll().execute()).toEqual([]);
      expect((await searchFor("滞后")).total).toBe(3);
    },
  );
});

/** Some seconds of work for the engine: nothing that comes after it is indexed before. */
const neighbour = (): string => {
  const documents = Array.from({ length: 60_000 }, (_, id) => ({
    id,
    text: Array.from({ length: 40 }, (_, word) => ((id * 31 + word * 17) % 99_991).toString(36)).join(" "),
  }));
  return JSON.stringify(documents);
};
