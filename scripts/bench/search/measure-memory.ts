import { askAll } from "./ask-over-http.ts";
import { describeResource } from "./describe-resource.ts";
import type { SearchBench } from "./open-search-bench.ts";
import { sampleMemory } from "./sample-memory.ts";

const count = 1000;

/** What people do beside searching: lists of the newest, of a subject, of a campus. */
export const otherPaths = (resources: number): string[] =>
  Array.from({ length: count }, (_none, index) => {
    const { resource, version } = describeResource(index % resources);
    return [
      "/api/resources",
      `/api/resources?subject=${version.subject}`,
      `/api/resources?campus=${resource.owner_campus_id}`,
    ][index % 3] as string;
  });

/**
 * The resident memory in MB of a server that has no embedded index at all (its engine is a Meilisearch that nobody serves, so no
 * search worker is ever started), while it answers what people ask beside searching. Its main thread has the dictionary that it
 * reads questions with, whichever the engine.
 */
export const measureWithoutWorker = async (bench: SearchBench): Promise<number> => {
  const server = await bench.startWatchedServer({
    MEILI_URL: "http://127.0.0.1:9",
    MEILI_API_KEY: "nobody listens here",
    // It says that it has no engine, which is as it should be.
    LOG_LEVEL: "error",
  });
  try {
    const paths = otherPaths(bench.options.resources);
    await askAll(server, paths, bench.options.connections);
    const stop = sampleMemory(server.pid);
    await askAll(server, paths, bench.options.connections);
    return stop().medianMb;
  } finally {
    await server.stop();
  }
};
