import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { makePptx } from "../../make-files/pptx.ts";
import { unitId } from "../../seed-units.ts";
import { numbersFrom } from "../numbers-from.ts";
import type { BenchServer } from "../open-installation.ts";
import { createDraft, publishDraft, sendJson, shareWith } from "../publish-over-http.ts";
import { describeResource } from "./describe-resource.ts";
import type { SearchBench } from "./open-search-bench.ts";
import { percentile } from "./percentile.ts";
import { writePassages } from "./write-passages.ts";

const others = 500;
const probes = 40;
const narrowed = 40;
const atOnce = 4;
const lookEveryMs = 25;
const patienceMs = 180_000;
/** Between two probes, so that they are spread over the time in which the others are indexed. */
const pauseMs = 250;

interface Draft {
  id: string;
  /** A word that only its title has, and one that only its file has. */
  titleWord: string;
  textWord: string;
}

const letters = "abcdefghijklmnopqrstuvwxyz";
const makeWord = (numbers: ReturnType<typeof numbersFrom>): string =>
  Array.from({ length: 10 }, () => numbers.pick([...letters])).join("");

/** A presentation of ten slides: an ordinary office file. */
const draftNumbered = async (server: BenchServer, index: number): Promise<Draft> => {
  const numbers = numbersFrom(5_000_000 + index);
  const [titleWord, textWord] = [makeWord(numbers), makeWord(numbers)];
  const { lesson } = describeResource(index);
  const title = `${lesson.title} ${titleWord}`;
  const slides = writePassages(5_000_000 + index, lesson).map((text, slide) => ({
    title: lesson.title,
    lines: [...text.split("。"), slide === 6 ? textWord : ""].filter((line) => line !== ""),
  }));
  const bytes = await makePptx({ title, slides });
  const { id } = await createDraft(
    server,
    { title, kind: "courseware" },
    { name: `${lesson.title}.pptx`, bytes },
  );
  return { id, titleWord, textWord };
};

/** Works on all of them, some at once. */
const forAll = async <Item>(items: readonly Item[], act: (item: Item) => Promise<unknown>): Promise<void> => {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < items.length) {
      const item = items[next] as Item;
      next += 1;
      await act(item);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
};

const isFound = async (server: BenchServer, word: string, id: string): Promise<boolean> => {
  const reply = (await sendJson(server, `/api/search?q=${word}&facets=false`, {})) as unknown as {
    hits: { resource: { id: string } }[];
    total: number;
  };
  return reply.hits.some((hit) => hit.resource.id === id);
};

/** How long from `since` until a word finds the resource. */
const untilFound = async (server: BenchServer, word: string, id: string, since: number): Promise<number> => {
  while (!(await isFound(server, word, id))) {
    if (performance.now() - since > patienceMs)
      throw new Error(`${word} finds nothing for ${patienceMs} ms.`);
    await sleep(lookEveryMs);
  }
  return performance.now() - since;
};

const countJobs = async ({ ctx }: SearchBench): Promise<number> => {
  const { rows } = await sql<{ count: number }>`select count(*) from graphile_worker.jobs`.execute(ctx.db);
  return rows[0]?.count ?? 0;
};

/** Shares more narrowly what a colleague of another campus finds, and has them ask again at once. Answers how often it is still there. */
const countViolations = async (bench: SearchBench, server: BenchServer, drafts: Draft[]): Promise<number> => {
  const colleague = { ...server, cookie: await bench.signIn(server.address, "yixiao.teacher") };
  let violations = 0;
  for (const { id, titleWord, textWord } of drafts) {
    await untilFound(colleague, textWord, id, performance.now());
    await shareWith(server, id, "private");
    const stillFound = await Promise.all([
      isFound(colleague, titleWord, id),
      isFound(colleague, textWord, id),
    ]);
    violations += stillFound.filter((isStill) => isStill).length;
  }
  return violations;
};

/** How soon what is published is found, while the indexer works through 500 others published a moment before. */
export const measureFreshness = async (
  bench: SearchBench,
  server: BenchServer,
): Promise<Record<string, number>> => {
  const indexer = await bench.startIndexer();
  try {
    bench.say(`preparing ${others + probes} drafts …`);
    const probing: Draft[] = [];
    const beside: Draft[] = [];
    // One person's folder of files, and a colleague's single ones.
    const colleague = { ...server, cookie: await bench.signIn(server.address, "yixiao.teacher") };
    await forAll(
      Array.from({ length: others + probes }, (_none, index) => index),
      async (index) =>
        index < probes
          ? probing.push(await draftNumbered(colleague, index))
          : beside.push(await draftNumbered(server, index)),
    );
    const group = unitId("group1");
    bench.say("publishing …");
    await forAll(beside, ({ id }) => publishDraft(server, id, group));
    const fieldsMs: number[] = [];
    const textMs: number[] = [];
    let overtaken = 0;
    const following: Promise<void>[] = [];
    for (const { id, titleWord, textWord } of probing) {
      await publishDraft(colleague, id, group);
      const since = performance.now();
      if ((await countJobs(bench)) < 20) overtaken += 1;
      const follow = async (): Promise<void> => {
        fieldsMs.push(await untilFound(server, titleWord, id, since));
        textMs.push(await untilFound(server, textWord, id, since));
      };
      following.push(follow());
      await sleep(pauseMs);
    }
    await Promise.all(following);
    return {
      "freshness.fieldsP50Ms": percentile(fieldsMs, 0.5),
      "freshness.fieldsP95Ms": percentile(fieldsMs, 0.95),
      "freshness.textP50Ms": percentile(textMs, 0.5),
      "freshness.textP95Ms": percentile(textMs, 0.95),
      // Published when the indexer was nearly through with the others: these say little.
      "freshness.probesWithoutBacklog": overtaken,
      "freshness.violations": await countViolations(bench, server, beside.slice(0, narrowed)),
    };
  } finally {
    await indexer.stop();
  }
};
