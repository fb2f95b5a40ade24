import { randomUUID } from "node:crypto";
import { rebuildIndex } from "../../../indexer/tasks/rebuild-index.ts";
import { listTerms } from "../../../server/modules/vocabulary/index.ts";
import { meilisearchMissing, startMeilisearch } from "../../../test/support/meilisearch.ts";
import type { Script } from "../../run-script.ts";
import { openInstallation } from "../open-installation.ts";
import { askOverHttp } from "./ask-over-http.ts";
import { isVisible, type JudgedResource } from "./describe-library.ts";
import type { Engine } from "./engine.ts";
import { insertLibrary } from "./insert-library.ts";
import { type EngineResult, judgeEngine } from "./judge-engine.ts";
import { openMiniSearch } from "./peers/minisearch.ts";
import { openOrama } from "./peers/orama.ts";
import { plainDocumentOf } from "./peers/plain-document.ts";
import { openSqliteTrigram } from "./peers/sqlite-trigram.ts";
import { openStockMeilisearch } from "./peers/stock-meilisearch.ts";
import type { Question } from "./questions.ts";

type Ender = Pick<Script, "atEnd">;
type MeilisearchServer = Awaited<ReturnType<typeof startMeilisearch>>;

/** A Meilisearch server until the script ends; null, and said loudly, where there is none. */
export const findMeilisearch = async (script: Ender): Promise<MeilisearchServer | null> => {
  if (meilisearchMissing) {
    console.warn(`SKIPPED: Meilisearch, ours and as it comes; there is ${meilisearchMissing}.`);
    return null;
  }
  const server = await startMeilisearch();
  script.atEnd(() => server.stop());
  return server;
};

const openOwn = async (
  script: Ender,
  name: string,
  library: readonly JudgedResource[],
  settings: Record<string, string>,
) => {
  const installation = await openInstallation(script, { settings });
  installation.say(`${name} …`);
  await insertLibrary(installation.ctx, library);
  await rebuildIndex(installation.ctx);
  const { address, cookie } = await installation.startServer();
  const terms = await listTerms(installation.ctx.db);
  const labels = new Map(terms.map((term) => [`${term.scheme}/${term.key}`, term.zh]));
  return { engine: askOverHttp({ name, address, cookie }, library), labels };
};

const openPeers = async (
  library: readonly JudgedResource[],
  labels: ReadonlyMap<string, string>,
  meilisearch: MeilisearchServer | null,
): Promise<Engine[]> => {
  // A peer knows nothing of who may see what: it is given only what the asker may see.
  const documents = library.filter(isVisible).map((resource) => plainDocumentOf(resource, labels));
  return [
    openMiniSearch(documents),
    await openOrama(documents),
    openSqliteTrigram(documents),
    ...(meilisearch ? [await openStockMeilisearch(meilisearch, documents)] : []),
  ];
};

/** Asks every question of our engines, each in an installation of its own, and of the peers. */
export const judgeLibrary = async (
  script: Ender,
  library: readonly JudgedResource[],
  questions: readonly Question[],
  meilisearch: MeilisearchServer | null,
): Promise<EngineResult[]> => {
  const results: EngineResult[] = [];
  const judge = async (engine: Engine): Promise<void> => {
    results.push(await judgeEngine(engine, questions));
    await engine.close();
  };
  // Each is asked as soon as it is there: filling a peer holds this process up until the server closes its connection.
  const own = await openOwn(script, "embedded", library, {});
  await judge(own.engine);
  if (meilisearch) {
    const settings = {
      MEILI_URL: meilisearch.url,
      MEILI_API_KEY: meilisearch.apiKey,
      MEILI_INDEX_PREFIX: `relevance-${randomUUID().slice(0, 8)}`,
    };
    await judge((await openOwn(script, "meilisearch", library, settings)).engine);
  }
  for (const peer of await openPeers(library, own.labels, meilisearch)) await judge(peer);
  return results;
};
