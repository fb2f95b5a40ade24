import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import { expect } from "vitest";
import { sweepStorage } from "../../indexer/tasks/sweep-storage.ts";
import type { Context } from "../../server/context.ts";
import type { ResourceId } from "../../server/ids.ts";
import { listPublishedIds } from "../../server/modules/resources/index.ts";
import type { ScopeKey } from "../../server/modules/search/index.ts";
import { listRecordedBlobs, verifyBlobs } from "../../server/modules/storage/index.ts";
import { request } from "../support/patient-client.ts";
import { sha256Of } from "../support/streams.ts";
import type { TestSystem } from "../support/system.ts";
import { until } from "../support/until.ts";

/** What a client was told is there. */
export interface Acknowledged {
  title: string;
  resourceId: string;
  sha256: string;
}

export interface Observed {
  system: TestSystem;
  /** Of the process under test. */
  address: string;
  cookie: string;
  acknowledged: Acknowledged[];
  /** Whether a real indexer works off the jobs; otherwise they are run here. */
  hasIndexer?: boolean;
}

/** Ids of all documents that the index holds, whoever may find them. */
const listIndexedIds = async (ctx: Context): Promise<ResourceId[]> => {
  const units = await ctx.db.selectFrom("unit").select("id").execute();
  const people = await ctx.db.selectFrom("person").select("id").execute();
  const scope: ScopeKey[] = [
    "public",
    ...units.map(({ id }): ScopeKey => `unit:${id}`),
    ...people.map(({ id }): ScopeKey => `author:${id}`),
  ];
  const question = { text: "", scope, filters: {}, exclude: [], sort: "newest", withFacets: false } as const;
  const ids: ResourceId[] = [];
  for (;;) {
    const { hits } = await ctx.search.search({
      ...question,
      exclude: [],
      scope,
      offset: ids.length,
      limit: 100,
    });
    if (hits.length === 0) return ids;
    ids.push(...hits.map((hit) => hit.id));
  }
};

/** The jobs not done yet, as a failing test shows them; one without a key was replaced by a later one while it ran. */
const waitingJobs = async (ctx: Context): Promise<string[]> => {
  const { rows } = await sql<{ job: string }>`
    select concat_ws(' ', key, 'attempts', attempts, 'run_at', run_at - now(), locked_by, locked_at, last_error) as job
    from graphile_worker.jobs where key is not null order by id limit 20`.execute(ctx.db);
  return rows.map((row) => row.job);
};

const untilNoJobWaits = async (ctx: Context): Promise<void> => {
  let waiting: string[] = [];
  const look = async () => {
    waiting = await waitingJobs(ctx);
    return waiting.length === 0;
  };
  await until("the jobs to be done", look, 120_000).catch(() => expect(waiting.join("\n")).toBe(""));
};

/** Everything acknowledged can be downloaded with the hash that was acknowledged, and was made only once. */
const checkAcknowledged = async ({ address, cookie, acknowledged, system }: Observed): Promise<void> => {
  for (const { title, resourceId, sha256 } of acknowledged) {
    const seen = await request(address, cookie, `/api/resources/${resourceId}`);
    expect({ title, status: seen.status }).toEqual({ title, status: 200 });
    const [file] = seen.body.files;
    const bytes = await request(address, cookie, `/api/resources/${resourceId}/files/${file.id}`);
    expect({ title, sha256: sha256Of(bytes.body) }).toEqual({ title, sha256 });
    const made = await system.ctx.db
      .selectFrom("resource_version")
      .select("resource_id")
      .distinct()
      .where("title", "=", title)
      .execute();
    expect(made.map((row) => row.resource_id)).toEqual([resourceId]);
  }
};

/** Each recorded blob is there, whole and unaltered; what nobody acknowledged is nowhere half-visible. */
const checkBlobs = async ({ ctx }: TestSystem): Promise<void> => {
  const wrong: unknown[] = [];
  const counts = await verifyBlobs({
    blobs: ctx.blobs,
    expected: listRecordedBlobs(ctx.db),
    onResult: (finding) => {
      if (finding.state === "missing" || finding.state === "altered") wrong.push(finding);
    },
  });
  expect(wrong).toEqual([]);
  expect(counts).toMatchObject({ missing: 0, altered: 0 });
  const published = await sql<{ id: string }>`select resource.id from resource
    where published_at is not null and not exists
      (select 1 from resource_file where version_id = resource.current_version_id)`.execute(ctx.db);
  expect(published.rows).toEqual([]);
};

/** The sweep takes staged leftovers and bytes without a row, and nothing that is referred to. */
const checkSweep = async ({ ctx, clock }: TestSystem): Promise<void> => {
  const before = clock.now();
  clock.set(new Date(Date.now() + 49 * 3600_000));
  await sweepStorage(ctx);
  clock.set(before);
  const staging = await readdir(join(ctx.config.blobs.directory, "staging")).catch(() => []);
  expect(staging).toEqual([]);
  const counts = await verifyBlobs({
    blobs: ctx.blobs,
    expected: listRecordedBlobs(ctx.db),
    onResult: () => {},
  });
  expect(counts).toMatchObject({ missing: 0, altered: 0, untracked: 0 });
};

/** Once no job is left, the index holds exactly what is published. */
export const checkIndex = async (system: TestSystem, hasIndexer = false): Promise<void> => {
  if (hasIndexer) await untilNoJobWaits(system.ctx);
  else await system.runJobs();
  const published = await listPublishedIds(system.ctx.db, null, 10_000);
  expect((await listIndexedIds(system.ctx)).toSorted()).toEqual(published.toSorted());
};

/** Oracle I of the fault catalogue: what must hold after every fault, once everything runs again. */
export const checkInvariants = async (observed: Observed): Promise<void> => {
  const { system, address, hasIndexer } = observed;
  const health = await fetch(`${address}/healthz`);
  expect(await health.json()).toEqual({ status: "ok" });
  const ready = await fetch(`${address}/readyz`);
  expect(await ready.json()).toMatchObject({ status: "ready", parts: { database: "up", blobs: "up" } });
  await checkAcknowledged(observed);
  await checkBlobs(system);
  await checkIndex(system, hasIndexer);
  await checkSweep(system);
  await checkAcknowledged(observed);
};
