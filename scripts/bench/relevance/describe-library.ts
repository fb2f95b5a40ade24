import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { people, units } from "../../demo-world/world.ts";
import { composePages, composeTitle, numberFrom, shelfAuthor } from "./compose-text.ts";

/** A lesson, or a matter of the school, and the resources that teachers made for it. */
export interface Topic {
  key: string;
  subject: string | null;
  grade: string | null;
  volume: string | null;
  edition: string | null;
  unit: string;
  lesson: string;
}

interface WrittenResource {
  kind: string;
  /** User name in the demonstration world. */
  by: string;
  title: string;
  keywords: string[];
  /** What stands on which page; the pages between carry what such files commonly say. */
  pages: Record<string, string>;
  /** Shared no further than the author's campus. */
  isCampusOnly?: boolean;
}

interface WrittenTopic extends Topic {
  resources: WrittenResource[];
}

export interface JudgedResource {
  /** Topic and number, as the questions name it: "fraction-first/2". */
  key: string;
  topic: string;
  kind: string;
  by: string;
  title: string;
  summary: string;
  keywords: string[];
  subject: string | null;
  grade: string | null;
  volume: string | null;
  edition: string | null;
  unit: string;
  lesson: string;
  /** Key of the unit it is shared with; null for everybody. */
  sharedWith: string | null;
  passages: { page: number; text: string }[];
}

const directory = join(import.meta.dirname, "library");
const readJson = <Content>(name: string): Content =>
  JSON.parse(readFileSync(join(directory, name), "utf8")) as Content;
const notTopics = new Set(["shelf.json", "common-text.json"]);
const shelfKinds = ["lesson-plan", "courseware", "material", "teaching-case"];

const parentOf = (key: string) => units.find((one) => one.key === key)?.parentKey ?? null;

/** The first group is the asking teacher's; the rest of its county shares with the county, others with everybody. */
const sharedWith = (by: string, isCampusOnly: boolean): string | null => {
  const home = people.find((person) => person.username === by)?.postings[0]?.unitKey;
  if (!home) throw new Error(`The demonstration world has no ${by}.`);
  if (isCampusOnly) return home;
  const line = [home, parentOf(home), parentOf(parentOf(home) ?? "")];
  if (line.includes("group1")) return "group1";
  return line.includes("xinping") ? "xinping" : null;
};

const describe = (topic: Topic, number: number, written: WrittenResource): JudgedResource => {
  const { key: topicKey, unit, lesson, subject, grade, volume, edition } = topic;
  const key = `${topicKey}/${number}`;
  const passages = composePages(key, topic, written.pages);
  const hasSummary = numberFrom(`${key} summary`, 2) === 0;
  return {
    key,
    topic: topicKey,
    kind: written.kind,
    by: written.by,
    title: written.title,
    summary: hasSummary ? `${unit}，共${passages.length}页，可直接使用。` : "",
    keywords: written.keywords,
    ...{ subject, grade, volume, edition, unit, lesson },
    sharedWith: sharedWith(written.by, written.isCampusOnly ?? false),
    passages,
  };
};

/** What stands on the shelf beside: a lesson's usual four, named and filled as such files commonly are. */
const shelfTopic = (lesson: Omit<Topic, "key">): WrittenTopic => {
  const topic = { key: lesson.lesson, ...lesson };
  const resources = shelfKinds.map((kind, index) => ({
    kind,
    by: shelfAuthor(topic, index),
    title: composeTitle(topic, kind),
    keywords: [topic.lesson],
    pages: {},
  }));
  return { ...topic, resources };
};

/** The library that the questions are asked of: always the same, in the same order. */
export const describeLibrary = (): JudgedResource[] => {
  const written = readdirSync(directory)
    .filter((name) => name.endsWith(".json") && !notTopics.has(name))
    .sort()
    .flatMap((name) => readJson<WrittenTopic[]>(name));
  const shelf = readJson<Omit<Topic, "key">[]>("shelf.json").map(shelfTopic);
  return [...written, ...shelf].flatMap(({ resources, ...topic }) =>
    resources.map((resource, index) => describe(topic, index + 1, resource)),
  );
};

/** Whether the asking teacher, of the first group, may see it. */
export const isVisible = ({ sharedWith }: JudgedResource): boolean =>
  sharedWith === null || sharedWith === "group1" || sharedWith === "xinping";
