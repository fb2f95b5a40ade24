import { median } from "../median.ts";
import type { BenchServer } from "../open-installation.ts";
import { askAll } from "./ask-over-http.ts";
import { makePrefixes, makeQuestions, type Question } from "./make-questions.ts";
import type { SearchBench } from "./open-search-bench.ts";
import { percentile } from "./percentile.ts";
import { processorMs } from "./processor-time.ts";

export interface RoundOfQuestions {
  ms: number[];
  msOfKind: Map<string, number[]>;
  seconds: number;
  /** Processor time of the server with all its threads, for one request. */
  cpuMs: number;
  /** Questions that found nothing. */
  unanswered: number;
}

export const searchPath = ({ text }: Question): string => `/api/search?q=${encodeURIComponent(text)}`;
const suggestPath = (text: string): string => `/api/search/suggest?q=${encodeURIComponent(text)}`;

/** Each question once, through HTTP. An answer without the engine, or the many without any hit, spoil the figures and throw. */
export const askQuestions = async (
  server: BenchServer,
  questions: Question[],
  connections: number,
): Promise<RoundOfQuestions> => {
  const cpuBefore = processorMs(server.pid);
  const { answers, seconds } = await askAll(server, questions.map(searchPath), connections);
  const cpuMs = (processorMs(server.pid) - cpuBefore) / questions.length;
  if (answers.some(({ isDegraded }) => isDegraded)) throw new Error("The search engine does not answer.");
  const unanswered = answers.filter(({ isEmpty }) => isEmpty).length;
  if (unanswered > questions.length / 2) throw new Error(`${unanswered} questions found nothing.`);
  const byKind = Map.groupBy(answers.entries(), ([index]) => (questions[index] as Question).kind);
  const msOfKind = new Map(
    Array.from(byKind, ([kind, asked]) => [kind, asked.map(([_index, { ms }]) => ms)]),
  );
  return { ms: answers.map(({ ms }) => ms), msOfKind, seconds, cpuMs, unanswered };
};

const kindFigures = (rounds: RoundOfQuestions[]): Record<string, number> => {
  const kinds = [...(rounds[0]?.msOfKind.keys() ?? [])];
  return Object.fromEntries(
    kinds.flatMap((kind) => {
      const ms = rounds.flatMap((round) => round.msOfKind.get(kind) ?? []);
      return [
        [`search.${kind}.p50Ms`, percentile(ms, 0.5)],
        [`search.${kind}.p99Ms`, percentile(ms, 0.99)],
      ];
    }),
  );
};

/** Questions for the page cache and the compiler: what comes first is not counted. */
export const warmUp = async (
  { options }: SearchBench,
  server: BenchServer,
  resources: number,
  taken: Set<string>,
): Promise<void> => {
  const asked = makeQuestions(resources, options.questions, 999, taken);
  await askQuestions(server, asked, options.connections);
};

/** Ranked searches with facets and passages; the percentiles are the medians of the rounds'. */
export const measureQuestions = async (
  bench: SearchBench,
  server: BenchServer,
  resources: number,
  taken: Set<string>,
): Promise<Record<string, number>> => {
  const { rounds, questions, connections } = bench.options;
  const counted: RoundOfQuestions[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const asked = makeQuestions(resources, questions, 1000 + round, taken);
    counted.push(await askQuestions(server, asked, connections));
  }
  return {
    "search.p50Ms": median(counted.map(({ ms }) => percentile(ms, 0.5))),
    "search.p99Ms": median(counted.map(({ ms }) => percentile(ms, 0.99))),
    "search.mostMs": Math.max(...counted.flatMap(({ ms }) => ms)),
    "search.requestsPerSecond": median(counted.map(({ ms, seconds }) => ms.length / seconds)),
    "search.cpuMs": median(counted.map(({ cpuMs }) => cpuMs)),
    "search.questions": counted.reduce((sum, { ms }) => sum + ms.length, 0),
    "search.unansweredShare":
      counted.reduce((sum, { unanswered }) => sum + unanswered, 0) /
      counted.reduce((sum, { ms }) => sum + ms.length, 0),
    ...kindFigures(counted),
  };
};

/** Suggestions for what has been typed so far, over as many connections. */
export const measureSuggestions = async (
  bench: SearchBench,
  server: BenchServer,
  resources: number,
  taken: Set<string>,
): Promise<Record<string, number>> => {
  const { rounds, connections } = bench.options;
  const count = Math.min(1000, resources);
  const measured: { p50: number; p99: number; cpuMs: number }[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const prefixes = makePrefixes(resources, count, 2000 + round, taken);
    const cpuBefore = processorMs(server.pid);
    const { answers } = await askAll(server, prefixes.map(suggestPath), connections);
    const cpuMs = (processorMs(server.pid) - cpuBefore) / count;
    const ms = answers.map((answer) => answer.ms);
    measured.push({ p50: percentile(ms, 0.5), p99: percentile(ms, 0.99), cpuMs });
  }
  const counted = measured.slice(1);
  return {
    "suggest.p50Ms": median(counted.map(({ p50 }) => p50)),
    "suggest.p99Ms": median(counted.map(({ p99 }) => p99)),
    "suggest.cpuMs": median(counted.map(({ cpuMs }) => cpuMs)),
  };
};
