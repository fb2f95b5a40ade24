import { rebuildIndex } from "../../indexer/tasks/rebuild-index.ts";
import { questions } from "./lesson-text.ts";
import { measureRequests, type RequestFigures } from "./measure-requests.ts";
import { median } from "./median.ts";
import type { Bench, BenchServer } from "./open-bench.ts";
import { postgresMb, residentMb } from "./resident-memory.ts";

const connections = 8;
const paths = questions.map((question) => `/api/search?q=${encodeURIComponent(question)}`);

const refuseEmpty = async (server: BenchServer): Promise<void> => {
  for (const path of paths) {
    const reply = await fetch(server.address + path, { headers: { cookie: server.cookie } });
    const { total, degraded, facets } = (await reply.json()) as {
      total: number;
      degraded: boolean;
      facets: { kind?: unknown[] };
    };
    if (degraded || total === 0 || !facets.kind?.length) {
      throw new Error(`${decodeURIComponent(path)} is not a search that counts: ${total} hits.`);
    }
  }
};

/** Searches with facets and marked passages, the indexer running idle beside, and what each process holds resident. */
export const measureSearch = async (bench: Bench, server: BenchServer) => {
  bench.say("filling the search index …");
  await rebuildIndex(bench.ctx);
  const indexer = await bench.startIndexer();
  try {
    await refuseEmpty(server);
    const { rounds, seconds } = bench.options;
    const figures: RequestFigures[] = [];
    for (let round = 0; round < rounds; round++) {
      figures.push(
        await measureRequests(server.address, paths, { connections, seconds, cookie: server.cookie }),
      );
    }
    return {
      "search.requestsPerSecond": median(figures.map((figure) => figure.requestsPerSecond)),
      "search.p50Ms": median(figures.map((figure) => figure.p50Ms)),
      "search.p99Ms": median(figures.map((figure) => figure.p99Ms)),
      "server.memoryMb": residentMb(server.pid),
      "indexer.memoryMb": residentMb(indexer.pid),
      "postgres.memoryMb": postgresMb(bench.directory),
    };
  } finally {
    await indexer.stop();
  }
};
