import type { BenchServer } from "../open-installation.ts";
import { askAll } from "./ask-over-http.ts";
import { diskMb } from "./disk-size.ts";
import { fillIndex } from "./fill-index.ts";
import { type CurvePoint, measureEngineAlone } from "./measure-curve.ts";
import { measureFreshness } from "./measure-freshness.ts";
import { measureWithoutWorker, otherPaths } from "./measure-memory.ts";
import { measureQuestions, measureSuggestions, warmUp } from "./measure-questions.ts";
import type { SearchBench } from "./open-search-bench.ts";
import { sampleMemory } from "./sample-memory.ts";
import type { EventLoopDelay } from "./watch-event-loop.ts";

type Figures = Record<string, number>;

const watchEventLoop = async (server: BenchServer, act: () => Promise<Figures>): Promise<Figures> => {
  server.send({ watch: "begin" });
  const figures = await act();
  const answer = server.nextMessage();
  server.send({ watch: "end" });
  const { maxBlockMs, maxBusyMs } = (await answer) as EventLoopDelay;
  return { ...figures, "eventLoop.maxBlockMs": maxBlockMs, "eventLoop.maxBusyMs": maxBusyMs };
};

const fill = async (bench: SearchBench): Promise<Figures> => {
  const { resources, engine } = bench.options;
  if (!bench.isNew) {
    const kept = await bench.ctx.search.count();
    if (kept !== resources) throw new Error(`${kept} resources were kept, not ${resources}.`);
    return {};
  }
  bench.say("filling the search index …");
  const { seconds, cpuSeconds } = await fillIndex(bench.ctx.search, resources);
  await bench.keep();
  return {
    "index.resourcesPerSecond": resources / seconds,
    "index.cpuMsPerResource": (cpuSeconds / resources) * 1000,
    ...(engine === "embedded" ? { "index.diskMb": diskMb(bench.ctx.config.search.directory) } : {}),
  };
};

/** Searches and suggestions of one server, and what they cost it. */
const ask = async (bench: SearchBench, server: BenchServer, withoutWorkerMb: number): Promise<Figures> => {
  const { resources, connections } = bench.options;
  bench.say("asking …");
  await askAll(server, otherPaths(resources), connections);
  const taken = new Set<string>();
  await warmUp(bench, server, resources, taken);
  const stopSampling = sampleMemory(server.pid);
  const searches = await watchEventLoop(server, () => measureQuestions(bench, server, resources, taken));
  const memory = stopSampling();
  return {
    ...searches,
    ...(await measureSuggestions(bench, server, resources, taken)),
    "server.memoryWithoutWorkerMb": withoutWorkerMb,
    "server.memoryMb": memory.medianMb,
    "server.mostMemoryMb": memory.mostMb,
    "search.memoryMb": memory.medianMb - withoutWorkerMb,
  };
};

/** Fills the index with the library in the tables and asks the real server about it; afterwards, how fresh its answers are. */
export const measureLibrary = async (
  bench: SearchBench,
): Promise<{ figures: Figures; point: CurvePoint }> => {
  const { resources, hasFreshness } = bench.options;
  const withoutWorkerMb = await measureWithoutWorker(bench);
  const figures = await fill(bench);
  const alone = await measureEngineAlone(bench, resources, new Set());
  const server = await bench.startWatchedServer();
  try {
    Object.assign(figures, await ask(bench, server, withoutWorkerMb));
    if (hasFreshness) Object.assign(figures, await measureFreshness(bench, server));
  } finally {
    await server.stop();
  }
  const point: CurvePoint = {
    resources,
    ...alone,
    httpP50Ms: figures["search.p50Ms"] ?? null,
    httpP99Ms: figures["search.p99Ms"] ?? null,
    diskMb: figures["index.diskMb"] ?? null,
    buildSeconds: resources / (figures["index.resourcesPerSecond"] ?? Number.NaN),
  };
  return { figures, point };
};
