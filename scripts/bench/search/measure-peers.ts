import path from "node:path";
import { meilisearchMissing, startMeilisearch } from "../../../test/support/meilisearch.ts";
import { residentMb } from "../resident-memory.ts";
import { startProcess } from "../start-process.ts";
import { makeQuestions } from "./make-questions.ts";
import { type PeerName, type PeerPlace, peerNames } from "./open-peer.ts";
import type { SearchBench } from "./open-search-bench.ts";
import type { PeerAnswer } from "./peer-process.ts";
import { percentile } from "./percentile.ts";

const questionsPerRound = 300;

const measurePeer = async (
  { atEnd }: SearchBench,
  name: PeerName,
  place: PeerPlace,
): Promise<Record<string, number>> => {
  const peer = await startProcess("scripts/bench/search/peer-process.ts", {
    arguments: [name, JSON.stringify(place)],
    // Those that hold everything in memory hold much.
    nodeOptions: ["--max-old-space-size=8000"],
  });
  atEnd(() => peer.stop());
  const ask = async (seed: number, taken: Set<string>): Promise<PeerAnswer> => {
    const questions = makeQuestions(place.resources, questionsPerRound, seed, taken);
    const answer = peer.nextMessage();
    peer.send({ questions: questions.map(({ text }) => text) });
    return (await answer) as PeerAnswer;
  };
  try {
    const taken = new Set<string>();
    await ask(4000, taken);
    const { ms, buildSeconds } = await ask(4001, taken);
    return {
      [`peer.${name}.p50Ms`]: percentile(ms, 0.5),
      [`peer.${name}.p99Ms`]: percentile(ms, 0.99),
      [`peer.${name}.buildSeconds`]: buildSeconds,
      ...(name === "meilisearch" ? {} : { [`peer.${name}.memoryMb`]: residentMb(peer.pid) }),
    };
  } finally {
    await peer.stop();
  }
};

/**
 * The same questions to other engines and to the embedded one over the same resources, each engine in a process of its own, one
 * question after the other and without HTTP of ours. Peers answer the best of everybody's resources: they count no facets, know no
 * scope and show no passages. Building includes making up the texts.
 */
export const measurePeers = async (
  bench: SearchBench,
  resources: number,
): Promise<Record<string, number>> => {
  const meilisearch = meilisearchMissing === null ? await startMeilisearch() : null;
  if (meilisearch) bench.atEnd(() => meilisearch.stop());
  else bench.say(`Without Meilisearch: ${meilisearchMissing}.`);
  const figures: Record<string, number> = { "peer.resources": resources };
  for (const name of peerNames.filter((name) => name !== "meilisearch" || meilisearch)) {
    bench.say(`${name} with ${resources} resources …`);
    const directory = path.join(bench.directory, `peer-${name}`);
    Object.assign(figures, await measurePeer(bench, name, { resources, directory, meilisearch }));
  }
  return figures;
};
