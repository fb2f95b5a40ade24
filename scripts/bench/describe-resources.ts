import { createHash } from "node:crypto";
import { newId, type PersonId, type UnitId } from "../../server/ids.ts";
import { seedTextbookNodes, stableId } from "../../server/modules/vocabulary/index.ts";
import { type DemoUnit, people, units } from "../demo-world/world.ts";
import { passagesOf } from "./lesson-text.ts";
import { numbersFrom } from "./numbers-from.ts";

const lessons = seedTextbookNodes.filter((node) => node.kind === "lesson");
const unitTitles = new Map(seedTextbookNodes.map((node) => [node.id, node.title]));

const kinds = [
  { key: "lesson-plan", zh: "教学设计", extension: "docx" },
  { key: "courseware", zh: "课件", extension: "pptx" },
  { key: "exercise", zh: "练习", extension: "docx" },
  { key: "teaching-case", zh: "课例", extension: "pdf" },
  { key: "material", zh: "教学资料", extension: "pdf" },
];

export const mediaTypes: Record<string, string> = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  pdf: "application/pdf",
};

const unitOf = new Map(units.map((unit) => [unit.key, unit]));
const teachers = people.flatMap((person) => {
  const campus = unitOf.get(person.postings[0]?.unitKey ?? "");
  return campus?.kind === "campus" ? [{ person, campus }] : [];
});

/** In life most is shared with the group; some stays at the campus, some goes further, some stays private. */
export const sharedWith = (campus: DemoUnit, chance: number): { sharing: string; unitId: UnitId | null } => {
  const group = unitOf.get(campus.parentKey ?? "");
  const bureau = unitOf.get(group?.parentKey ?? "");
  if (chance < 0.1) return { sharing: "private", unitId: null };
  if (chance < 0.15) return { sharing: "public", unitId: null };
  if (chance < 0.4) return { sharing: "unit", unitId: campus.id };
  return { sharing: "unit", unitId: (chance < 0.85 ? group?.id : bureau?.id) ?? campus.id };
};

const firstDay = Date.UTC(2022, 8, 1);
const minute = 60_000;

/** A published resource with its one version, its files, and what was read from the first of them. */
export const describeResource = (index: number) => {
  const { next, pick } = numbersFrom(index + 1);
  const { person, campus } = pick(teachers);
  const lesson = pick(lessons);
  const kind = pick(kinds);
  const { sharing, unitId } = sharedWith(campus, next());
  const at = new Date(firstDay + index * 60 * minute).toISOString();
  const year = 2022 + Math.floor(index / 8760);
  const resourceId = stableId("bench", "resource", String(index));
  const versionId = newId<"version">();
  const title = `《${lesson.title}》${pick(["第一课时", "第二课时", "", "公开课"])}${kind.zh}`;
  const files = Array.from({ length: 1 + Math.floor(next() * 3) }, (_none, position) => ({
    id: newId<"file">(),
    version_id: versionId,
    position,
    sha256: createHash("sha256").update(`${index} ${position}`).digest("hex"),
    name: `${position === 0 ? title : `${lesson.title} 附件${position}`}.${kind.extension}`,
    media_type: mediaTypes[kind.extension] as string,
    size_bytes: 20_000 + Math.floor(next() * 5_000_000),
  }));
  const common = { created_at: at, published_at: at };
  return {
    resource: {
      id: resourceId,
      owner_campus_id: campus.id,
      author_id: person.id as PersonId,
      sharing,
      shared_with_unit_id: unitId,
      adaptation_count: next() < 0.2 ? Math.floor(next() * 12) : 0,
      revision: 2,
      updated_at: at,
      ...common,
    },
    version: {
      id: versionId,
      resource_id: resourceId,
      number: 1,
      title,
      summary: `${unitTitles.get(lesson.parent_id ?? "") ?? ""}，${campus.name}${kind.zh}。`,
      kind: kind.key,
      subject: lesson.subject,
      grades: [lesson.grade],
      term: `${year}-${year + 1}-${lesson.volume === "2" ? "2" : "1"}`,
      edition: lesson.edition,
      volume: lesson.volume,
      textbook_node_id: lesson.id,
      keywords: [lesson.title, kind.zh],
      language: "zh-CN",
      edited_by: person.id as PersonId,
      ...common,
    },
    files,
    passages: passagesOf(lesson.title, pick),
  };
};

export type DescribedResource = ReturnType<typeof describeResource>;
