import type { TextbookNodeTable } from "../tables.ts";

export type LessonIndex = Map<string, TextbookNodeTable[]>;

/** Titles are compared without spaces, punctuation and 节选 marks. */
export const foldTitle = (title: string): string =>
  title
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\(节选\)$/, "")
    .replace(/[\s\p{P}\p{S}]/gu, "");

/** The names under which a lesson is looked for: 古诗三首（山行、夜书所见） is also 山行. */
function namesOf(title: string): string[] {
  const inner = /^(.*?)[（(](.+)[)）]$/.exec(title);
  const parts = inner?.[2]?.split("、") ?? [];
  return parts.length > 1
    ? [inner?.[1] ?? "", ...parts]
    : [title.replace(/^(?:习作|口语交际|综合性学习)：/, ""), title];
}

/** Units and lessons by their titles. */
export function indexLessons(nodes: TextbookNodeTable[]): LessonIndex {
  const index: LessonIndex = new Map();
  for (const node of nodes) {
    if (node.kind === "textbook") continue;
    const title = node.kind === "unit" ? node.title.replace(/^第.{1,2}单元 /, "") : node.title;
    for (const name of new Set(namesOf(title).map(foldTitle)))
      if (name) index.set(name, [...(index.get(name) ?? []), node]);
  }
  return index;
}

export interface BookFacts {
  subject?: string;
  edition?: string;
  grades?: string[];
  volume?: string;
}

/** Nodes of that title in books that agree with what is known; of several issues of one book the newest. */
export function findLessons(index: LessonIndex, title: string, known: BookFacts): TextbookNodeTable[] {
  const agreeing = (index.get(foldTitle(title)) ?? []).filter(
    (node) =>
      (!known.subject || node.subject === known.subject) &&
      (!known.edition || node.edition === known.edition) &&
      (!known.grades || known.grades.includes(node.grade)) &&
      (!known.volume || node.volume === known.volume),
  );
  const sameBook = (one: TextbookNodeTable, other: TextbookNodeTable) =>
    one.kind === other.kind &&
    one.subject === other.subject &&
    one.edition === other.edition &&
    one.grade === other.grade &&
    one.volume === other.volume;
  return agreeing.filter((node) =>
    agreeing.every(
      (other) =>
        other === node || !sameBook(node, other) || (node.issue_year ?? 0) >= (other.issue_year ?? 0),
    ),
  );
}
