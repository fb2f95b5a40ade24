import { askEngine, scopeOfTeacher } from "./ask-engine.ts";
import { diskMb } from "./disk-size.ts";
import { fillIndex } from "./fill-index.ts";
import { makeQuestions } from "./make-questions.ts";
import { askQuestions } from "./measure-questions.ts";
import type { SearchBench } from "./open-search-bench.ts";
import { percentile } from "./percentile.ts";

const questionsPerSize = 1000;

/** One size of the library: how long the engine alone takes for a question, and where it was asked, the whole server. */
export interface CurvePoint {
  resources: number;
  p50Ms: number;
  p99Ms: number;
  httpP50Ms: number | null;
  httpP99Ms: number | null;
  diskMb: number | null;
  buildSeconds: number | null;
}

/** The engine alone, one question after the other, so that no waiting for others is in it. */
export const measureEngineAlone = async (
  bench: SearchBench,
  resources: number,
  taken: Set<string>,
): Promise<Pick<CurvePoint, "p50Ms" | "p99Ms">> => {
  const scope = await scopeOfTeacher(bench.ctx);
  const { search } = bench.ctx;
  await askEngine(search, makeQuestions(resources, questionsPerSize, 3000, taken), scope);
  const ms = await askEngine(search, makeQuestions(resources, questionsPerSize, 3001, taken), scope);
  return { p50Ms: percentile(ms, 0.5), p99Ms: percentile(ms, 0.99) };
};

const measureHttp = async (bench: SearchBench, resources: number, taken: Set<string>) => {
  const server = await bench.startServer();
  const { connections } = bench.options;
  try {
    await askQuestions(server, makeQuestions(resources, questionsPerSize, 3002, taken), connections);
    const asked = makeQuestions(resources, questionsPerSize, 3003, taken);
    const { ms } = await askQuestions(server, asked, connections);
    return { httpP50Ms: percentile(ms, 0.5), httpP99Ms: percentile(ms, 0.99) };
  } finally {
    await server.stop();
  }
};

/**
 * Fills the index with so many resources. Through HTTP only where the tables hold as many: hits are read from them, and their rows
 * are what takes long to make.
 */
export const measurePoint = async (
  bench: SearchBench,
  resources: number,
  resourcesInTables: number,
): Promise<CurvePoint> => {
  bench.say(`an index of ${resources} resources …`);
  const { seconds } = await fillIndex(bench.ctx.search, resources);
  const taken = new Set<string>();
  const alone = await measureEngineAlone(bench, resources, taken);
  const http =
    resources <= resourcesInTables
      ? await measureHttp(bench, resources, taken)
      : { httpP50Ms: null, httpP99Ms: null };
  const isEmbedded = bench.options.engine === "embedded";
  return {
    resources,
    ...alone,
    ...http,
    diskMb: isEmbedded ? diskMb(bench.ctx.config.search.directory) : null,
    buildSeconds: seconds,
  };
};

/** The slope of the line through the logarithms: 1 where twice as many take twice as long, 0.5 for the square root. */
const growthExponent = (points: { resources: number; ms: number }[]): number => {
  const logs = points.map(({ resources, ms }) => ({ x: Math.log(resources), y: Math.log(ms) }));
  const meanX = logs.reduce((sum, { x }) => sum + x, 0) / logs.length;
  const meanY = logs.reduce((sum, { y }) => sum + y, 0) / logs.length;
  const covariance = logs.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0);
  return covariance / logs.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
};

export const curveFigures = (points: CurvePoint[]): Record<string, number> => {
  const sorted = [...points].sort((a, b) => a.resources - b.resources);
  const figures: Record<string, number> = {};
  for (const { resources, ...measured } of sorted) {
    for (const [name, value] of Object.entries(measured))
      if (value !== null) figures[`curve.${resources}.${name}`] = value;
  }
  if (sorted.length < 2) return figures;
  const alone = sorted.map(({ resources, p50Ms }) => ({ resources, ms: p50Ms }));
  const throughHttp = sorted.flatMap(({ resources, httpP50Ms }) =>
    httpP50Ms === null ? [] : [{ resources, ms: httpP50Ms }],
  );
  figures["growth.exponent"] = growthExponent(alone);
  if (throughHttp.length > 1) figures["growth.httpExponent"] = growthExponent(throughHttp);
  return figures;
};
