import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import type { BenchServer } from "../open-installation.ts";
import { askAll } from "./ask-over-http.ts";
import { describeResource } from "./describe-resource.ts";
import { fillIndex } from "./fill-index.ts";
import { measureQuestions, measureSuggestions } from "./measure-questions.ts";
import { type SearchBench, seedResources } from "./open-search-bench.ts";
import { sampleMemory } from "./sample-memory.ts";
import type { EventLoopDelay } from "./watch-event-loop.ts";

const bytesPerMb = 1_000_000;
const otherRequests = 4000;

export const diskMb = (directory: string): number =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0) / bytesPerMb;

/** What people do beside searching: lists of the newest, lists of a subject, and opening resources. */
const otherPaths = (resources: number): string[] =>
  Array.from({ length: otherRequests }, (_none, index) => {
    const { resource, version } = describeResource(index % resources);
    return [
      "/api/resources",
      `/api/resources?subject=${version.subject}`,
      `/api/resources?campus=${resource.owner_campus_id}`,
    ][index % 3] as string;
  });

/**
 * The resident memory of a server that has no embedded index at all (its engine is a Meilisearch that nobody serves, so that no
 * search worker is ever started), while it answers what people ask beside searching.
 */
const measureWithoutWorker = async (bench: SearchBench): Promise<number> => {
  const server = await bench.startWatchedServer({
    MEILI_URL: "http://127.0.0.1:9",
    MEILI_API_KEY: "nobody listens here",
    LOG_LEVEL: "error",
  });
  try {
    const paths = otherPaths(bench.options.resources);
    await askAll(server, paths, bench.options.connections, () => {});
    const stop = sampleMemory(server.pid);
    await askAll(server, paths, bench.options.connections, () => {});
    return stop().medianMb;
  } finally {
    await server.stop();
  }
};

const watchEventLoop = async (
  server: BenchServer,
  act: () => Promise<void>,
): Promise<Record<string, number>> => {
  server.send({ watch: "begin" });
  await act();
  const answer = server.nextMessage();
  server.send({ watch: "end" });
  const { maxBlockMs, maxBusyMs } = (await answer) as EventLoopDelay;
  return { "eventLoop.maxBlockMs": maxBlockMs, "eventLoop.maxBusyMs": maxBusyMs };
};

/** Fills the index with the library and asks the real server about it. */
export const measureLibrary = async (bench: SearchBench): Promise<Record<string, number>> => {
  const { resources, connections, engine } = bench.options;
  const figures: Record<string, number> = {};
  figures["library.seedSeconds"] = await seedResources(bench, resources);
  const withoutWorkerMb = await measureWithoutWorker(bench);
  bench.say("filling the search index …");
  const { seconds, cpuSeconds } = await fillIndex(bench.ctx.search, resources);
  figures["index.resourcesPerSecond"] = resources / seconds;
  figures["index.cpuMsPerResource"] = (cpuSeconds / resources) * 1000;
  if (engine === "embedded") figures["index.diskMb"] = diskMb(bench.ctx.config.search.directory);
  bench.say("asking …");
  const server = await bench.startWatchedServer();
  try {
    await askAll(server, otherPaths(resources), connections, () => {});
    const taken = new Set<string>();
    const stopSampling = sampleMemory(server.pid);
    const eventLoop = await watchEventLoop(server, async () => {
      Object.assign(figures, await measureQuestions(bench, server, resources, taken));
    });
    const memory = stopSampling();
    Object.assign(figures, eventLoop, await measureSuggestions(bench, server, resources, taken));
    return {
      ...figures,
      "server.memoryWithoutWorkerMb": withoutWorkerMb,
      "server.memoryMb": memory.medianMb,
      "server.mostMemoryMb": memory.mostMb,
      "search.memoryMb": memory.medianMb - withoutWorkerMb,
    };
  } finally {
    await server.stop();
  }
};
