import { median } from "../median.ts";
import type { Engine, Found } from "./engine.ts";
import { mean, ndcg, recall } from "./measures.ts";
import type { Question } from "./questions.ts";

export interface AnsweredQuestion {
  question: Question;
  found: Found[];
  ndcg10: number;
  recall20: number;
  /** Whether the page asked for is what the right resource shows first; null where no page is asked for. */
  isRightPage: boolean | null;
  tookMs: number;
}

export interface ClassResult {
  ndcg10: number;
  recall20: number;
  /** Share of right pages; null where the class asks for none. */
  rightPage: number | null;
}

export interface EngineResult {
  name: string;
  ndcg10: number;
  recall20: number;
  worstClass: number;
  medianMs: number;
  /** In the order of the questions. */
  classes: Record<string, ClassResult>;
  answered: AnsweredQuestion[];
}

const answer = async (engine: Engine, question: Question): Promise<AnsweredQuestion> => {
  const started = performance.now();
  const found = await engine.ask(question.q);
  const tookMs = performance.now() - started;
  const grades = found.map(({ key }) => question.grades.get(key) ?? 0);
  const judged = [...question.grades.values()];
  const { page } = question;
  return {
    question,
    found,
    ndcg10: ndcg(grades, judged),
    recall20: recall(grades, judged),
    isRightPage: page && found.some((one) => one.key === page.key && one.page === page.page),
    tookMs,
  };
};

const summarize = (answered: readonly AnsweredQuestion[]): ClassResult => {
  const pages = answered.flatMap(({ isRightPage }) => (isRightPage === null ? [] : [Number(isRightPage)]));
  return {
    ndcg10: mean(answered.map((one) => one.ndcg10)),
    recall20: mean(answered.map((one) => one.recall20)),
    rightPage: pages.length > 0 ? mean(pages) : null,
  };
};

/** Asks everything once, after a first question that only warms the engine up. */
export const judgeEngine = async (engine: Engine, questions: readonly Question[]): Promise<EngineResult> => {
  await engine.ask(questions[0]?.q ?? "");
  const answered: AnsweredQuestion[] = [];
  for (const question of questions) answered.push(await answer(engine, question));
  const names = [...new Set(questions.map(({ className }) => className))];
  const classes = Object.fromEntries(
    names.map((name) => [name, summarize(answered.filter(({ question }) => question.className === name))]),
  );
  const { ndcg10, recall20 } = summarize(answered);
  return {
    name: engine.name,
    ndcg10,
    recall20,
    worstClass: Math.min(...Object.values(classes).map((one) => one.ndcg10)),
    medianMs: median(answered.map((one) => one.tookMs)),
    classes,
    answered,
  };
};
