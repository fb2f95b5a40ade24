import { createHash } from "node:crypto";
import type { FileId, PersonId, ResourceId, Sha256, UnitId, VersionId } from "../../../server/ids.ts";
import { stableId } from "../../../server/modules/vocabulary/index.ts";
import { type DemoUnit, units } from "../../demo-world/world.ts";
import { type DescribedResource, mediaTypes, sharedWith } from "../describe-resources.ts";
import { numbersFrom } from "../numbers-from.ts";
import { kinds, labelOf, lessons, nameResource, parentOf } from "./name-resources.ts";
import { pickTopicWord } from "./read-words.ts";

const authorsPerCampus = 60;
const teaching = ["语文", "数学", "英语", "科学", "体育", "美术"];

export interface Author {
  id: PersonId;
  username: string;
  name: string;
  campus: DemoUnit;
}

/** Whoever has published at the campuses over the years, beside the demonstration world's people. */
export const authors: Author[] = units
  .filter((unit) => unit.kind === "campus")
  .flatMap((campus) =>
    Array.from({ length: authorsPerCampus }, (_none, index) => ({
      id: stableId("bench-search", "person", campus.key, String(index)) as PersonId,
      username: `${campus.key}.bench${index}`,
      name: `${campus.name} ${teaching[index % teaching.length]}教师${index + 1}`,
      campus,
    })),
  );

const firstDay = Date.UTC(2022, 8, 1);
const fourYears = 4 * 365 * 24 * 3_600_000;

/** The resource of this number, always the same, as its rows in the tables; without passages. */
export const describeResource = (index: number) => {
  const numbers = numbersFrom(index * 2 + 1);
  const { next, pick } = numbers;
  const author = pick(authors);
  const { campus } = author;
  // Some lessons are taught everywhere and shared often.
  const lesson = lessons[Math.floor(next() ** 1.5 * lessons.length)] as (typeof lessons)[number];
  const kind = pick(kinds);
  const kindName = pick(kind.names);
  const { sharing, unitId } = sharedWith(campus, next());
  const at = new Date(firstDay + Math.floor(next() * fourYears));
  const year = at.getUTCMonth() >= 7 ? at.getUTCFullYear() : at.getUTCFullYear() - 1;
  const title = nameResource(lesson, kindName, campus.name, numbers);
  const versionId = stableId("bench-search", "version", String(index)) as VersionId;
  const file = {
    id: stableId("bench-search", "file", String(index)) as FileId,
    version_id: versionId,
    position: 0,
    sha256: createHash("sha256").update(`search ${index}`).digest("hex") as Sha256,
    name: `${title}.${kind.extension}`,
    media_type: mediaTypes[kind.extension] as string,
    size_bytes: 20_000 + Math.floor(next() * 5_000_000),
  };
  const common = { created_at: at.toISOString(), published_at: at.toISOString() };
  return {
    lesson,
    author,
    resource: {
      id: stableId("bench-search", "resource", String(index)) as ResourceId,
      owner_campus_id: campus.id,
      author_id: author.id,
      sharing,
      shared_with_unit_id: unitId as UnitId | null,
      adaptation_count: next() < 0.2 ? Math.floor(next() * 12) : 0,
      revision: 2,
      updated_at: common.created_at,
      ...common,
    },
    version: {
      id: versionId,
      resource_id: stableId("bench-search", "resource", String(index)),
      number: 1,
      title,
      summary: `${parentOf(lesson)?.title ?? ""}，${campus.name}${kindName}，${pickTopicWord(numbers)}与${pickTopicWord(numbers)}。`,
      kind: kind.key,
      subject: lesson.subject,
      grades: [lesson.grade],
      term: `${year}-${year + 1}-${lesson.volume === "2" ? "2" : "1"}`,
      edition: lesson.edition,
      volume: lesson.volume,
      textbook_node_id: lesson.id,
      keywords: [lesson.title, labelOf("kind", kind.key)],
      language: "zh-CN",
      edited_by: author.id,
      ...common,
    },
    file,
    files: [file],
    passages: [],
  } satisfies DescribedResource & Record<string, unknown>;
};
