import { randomUUID } from "node:crypto";
import path from "node:path";
import { meilisearchMissing, startMeilisearch } from "../../../test/support/meilisearch.ts";
import { type Script, ScriptError } from "../../run-script.ts";
import { insertRows } from "../insert-described.ts";
import { type BenchServer, type Installation, openInstallation } from "../open-installation.ts";
import { seedLibrary } from "../seed-library.ts";
import { authors, describeResource } from "./describe-resource.ts";
import type { SearchBenchOptions } from "./options.ts";

export interface SearchBench extends Installation {
  options: SearchBenchOptions;
  atEnd: Script["atEnd"];
  /** The real server, its event loop watched. */
  startWatchedServer(settings?: Record<string, string>): Promise<BenchServer>;
}

const watcher = path.join(import.meta.dirname, "watch-event-loop.ts");

const settingsOf = async (
  script: Script,
  { engine }: SearchBenchOptions,
): Promise<Record<string, string>> => {
  if (engine === "embedded") return {};
  if (meilisearchMissing) throw new ScriptError(`There is no Meilisearch to measure: ${meilisearchMissing}.`);
  const meilisearch = await startMeilisearch();
  script.atEnd(() => meilisearch.stop());
  return {
    MEILI_URL: meilisearch.url,
    MEILI_API_KEY: meilisearch.apiKey,
    MEILI_INDEX_PREFIX: `bench-${randomUUID().slice(0, 8)}`,
  };
};

const addAuthors = ({ ctx }: Installation): Promise<void> =>
  insertRows(
    ctx,
    "person",
    authors.map(({ id, username, name }) => ({
      id,
      username,
      name,
      email: `${username}@bench.invalid`,
      email_verified: false,
      created_at: new Date().toISOString(),
      updated_at: new Date().toISOString(),
    })),
  );

/** An installation with so many resources in its tables and an empty index; all of it goes when the script ends, unless it is kept. */
export const openSearchBench = async (script: Script, options: SearchBenchOptions): Promise<SearchBench> => {
  const { profileDirectory, keepDirectory } = options;
  const settings = await settingsOf(script, options);
  const installation = await openInstallation(script, { settings, profileDirectory, keepDirectory });
  if (installation.isNew) await addAuthors(installation);
  return {
    ...installation,
    options,
    atEnd: script.atEnd,
    startWatchedServer: (settings = {}) =>
      installation.startServer({ settings, nodeOptions: ["--import", watcher] }),
  };
};

/** Makes the tables hold the resources numbered from `from` up to `resources`. Answers the seconds that it took. */
export const seedResources = async (bench: SearchBench, resources: number, from = 0): Promise<number> => {
  const started = performance.now();
  if (!bench.isNew) return 0;
  bench.say(`a library of ${resources} resources …`);
  await seedLibrary(bench.ctx, bench.databaseUrl, resources - from, (index) =>
    describeResource(from + index),
  );
  return (performance.now() - started) / 1000;
};
