import { seedTextbookNodes } from "../../server/modules/vocabulary/index.ts";

export interface DemoFile {
  name: string;
  make: () => Promise<Buffer>;
}

/** The descriptive fields of a resource, as `POST /api/resources` takes them. */
export interface DemoFields {
  title: string;
  summary: string;
  kind: string;
  subject: string | null;
  grades: string[];
  term: string | null;
  edition: string | null;
  volume: string | null;
  textbookNodeId: string | null;
  keywords: string[];
  language: "zh-CN" | "en";
}

export interface DemoResource {
  key: string;
  /** Key of a campus (never of a teaching point). */
  ownerCampus: string;
  /** Key of a person posted there. */
  author: string;
  /** "private" and "public", a unit's key, or null for what stays a draft. */
  sharedWith: "private" | "public" | (string & {}) | null;
  fields: DemoFields;
  files: DemoFile[];
  /** Published after the first version, with these changes. */
  nextVersion?: { fields: Partial<DemoFields>; files: DemoFile[] };
  /** Key of the resource that it was adapted from; that one comes earlier in the list. */
  adaptedFrom?: string;
  isArchived?: boolean;
}

const edition = new Map([
  ["chinese", "tongbian"],
  ["mathematics", "renjiao"],
  ["science", "jiaoke"],
]);

/** A lesson (or unit) of a seeded textbook, with the fields that follow from it. Throws where there is no such lesson. */
export function inTextbook(subject: string, grade: number, volume: 1 | 2, title: string) {
  const node = seedTextbookNodes.find(
    (one) =>
      one.subject === subject &&
      one.grade === String(grade) &&
      one.volume === String(volume) &&
      (one.title === title || one.title.endsWith(` ${title}`)),
  );
  if (!node) throw new Error(`no textbook has ${subject} ${grade} ${volume} ${title}`);
  return {
    subject,
    grades: [node.grade],
    volume: node.volume,
    edition: edition.get(subject) ?? null,
    textbookNodeId: node.id,
  };
}

const nothingSaid: DemoFields = {
  title: "",
  summary: "",
  kind: "material",
  subject: null,
  grades: [],
  term: null,
  edition: null,
  volume: null,
  textbookNodeId: null,
  keywords: [],
  language: "zh-CN",
};

type Said = Pick<DemoFields, "title" | "summary" | "kind" | "keywords"> & Partial<DemoFields>;

/** Fields with everything that was not said left empty. */
export const fields = (said: Said): DemoFields => ({ ...nothingSaid, ...said });
