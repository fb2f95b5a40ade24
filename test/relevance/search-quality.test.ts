import { afterAll, beforeAll, expect, test } from "vitest";
import { rebuildIndex } from "../../indexer/tasks/rebuild-index.ts";
import { askOverHttp } from "../../scripts/bench/relevance/ask-over-http.ts";
import { describeLibrary } from "../../scripts/bench/relevance/describe-library.ts";
import { insertLibrary } from "../../scripts/bench/relevance/insert-library.ts";
import { type EngineResult, judgeEngine } from "../../scripts/bench/relevance/judge-engine.ts";
import { type ClassName, classNames, readAllQuestions } from "../../scripts/bench/relevance/questions.ts";
import { openSession } from "../support/acting.ts";
import { seedPeople } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { personOf } from "../support/world.ts";

/** What the embedded engine has reached, a little below: a change that falls under one of them has lost quality. */
const floors: Record<ClassName, number> = {
  "exact-title": 0.98,
  "sub-word": 0.97,
  "unspaced-words": 0.95,
  synonym: 0.93,
  pinyin: 0.97,
  initials: 0.95,
  homophone: 0.98,
  "facet-words": 0.95,
  phrase: 0.98,
  page: 0.98,
  "english-typo": 0.91,
  traditional: 0.98,
  numbers: 0.95,
};

let system: TestSystem;
let result: EngineResult;

beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  const library = describeLibrary();
  await insertLibrary(system.ctx, library);
  await rebuildIndex(system.ctx);
  const cookie = await openSession(system, personOf("sanxiao.teacher").id);
  const engine = { name: "embedded", address: system.address, cookie };
  result = await judgeEngine(askOverHttp(engine, library), readAllQuestions(library));
});
afterAll(() => system.stop());

test.each(classNames)("questions of the class %s find what teachers mean", (name) => {
  const { question, found } =
    result.answered
      .filter((one) => one.question.className === name)
      .sort((a, b) => a.ndcg10 - b.ndcg10)
      .at(0) ?? {};
  const worst = `worst answered: “${question?.q}” with ${found?.slice(0, 3).map(({ key }) => key)}`;
  expect(result.classes[name]?.ndcg10, worst).toBeGreaterThanOrEqual(floors[name]);
});

test("what other campuses keep to themselves is never found", () => {
  const hidden = result.answered.flatMap(({ found }) => found.filter(({ key }) => key.startsWith("hidden/")));
  expect(hidden).toEqual([]);
});
