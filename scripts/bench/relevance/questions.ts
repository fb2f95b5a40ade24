import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isVisible, type JudgedResource } from "./describe-library.ts";

export const classNames = [
  "exact-title",
  "sub-word",
  "unspaced-words",
  "synonym",
  "pinyin",
  "initials",
  "homophone",
  "facet-words",
  "phrase",
  "page",
  "english-typo",
  "traditional",
  "numbers",
] as const;
export type ClassName = (typeof classNames)[number];

interface WrittenQuestion {
  q: string;
  /**
   * What a teacher would judge: 3 exactly what was meant, 2 good, 1 usable. The name of a resource ("fraction-first/2"), of
   * all resources of a topic, or of those of one kind ("fraction-first courseware"); the first that fits counts.
   */
  answers: Record<string, number>;
  /** Page of the first-named answer that is asked for. */
  page?: number;
}

export interface Question {
  className: string;
  q: string;
  /** Grade by the resource's key. */
  grades: ReadonlyMap<string, number>;
  /** What the page-level class asks for besides. */
  page: { key: string; page: number } | null;
}

const fits = (resource: JudgedResource, name: string): boolean => {
  const [which = "", kind] = name.split(" ");
  return which.includes("/")
    ? resource.key === which
    : resource.topic === which && (kind === undefined || resource.kind === kind);
};

const gradesOf = (question: WrittenQuestion, library: readonly JudgedResource[]): Map<string, number> => {
  const names = Object.entries(question.answers);
  for (const [name] of names) {
    if (!library.some((resource) => fits(resource, name)))
      throw new Error(`“${question.q}” is answered by ${name}, which the library does not have.`);
  }
  return new Map(
    library.flatMap((resource) => {
      const found = names.find(([name]) => fits(resource, name));
      return found && isVisible(resource) ? [[resource.key, found[1]] as const] : [];
    }),
  );
};

/** The judged questions of one class, each with the grade of every resource that answers it. */
export const readQuestions = (className: ClassName, library: readonly JudgedResource[]): Question[] => {
  const file = join(import.meta.dirname, "questions", `${className}.json`);
  return (JSON.parse(readFileSync(file, "utf8")) as WrittenQuestion[]).map((written) => ({
    className,
    q: written.q,
    grades: gradesOf(written, library),
    page: written.page ? { key: Object.keys(written.answers)[0] ?? "", page: written.page } : null,
  }));
};

export const readAllQuestions = (library: readonly JudgedResource[]): Question[] =>
  classNames.flatMap((className) => readQuestions(className, library));
