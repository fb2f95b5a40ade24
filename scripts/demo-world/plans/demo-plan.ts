import type { GivenRow } from "../../../server/modules/plans/index.ts";
import { seedTextbookNodes } from "../../../server/modules/vocabulary/index.ts";

/** A row as people write it: the lesson's title as the textbook has it, or what else fills the week. */
export type PlanLine = [
  weeks: number | [first: number, last: number],
  lesson: string,
  periods: number,
  more?: {
    content?: string;
    homework?: string;
    equipment?: string;
    notes?: string;
    /** Keys of demonstration resources. */
    links?: string[];
    isCorrection?: true;
    /** Tells lessons of one title apart: how the title of the textbook's unit begins. */
    unit?: string;
  },
];

/** A change of one row, which is named by its lesson. */
export interface RowStep {
  lesson: string;
  change: {
    weeks?: number;
    content?: string;
    homework?: string;
    notes?: string;
    isCorrection?: true;
    links?: string[];
  };
  /** Of a campus's copy. */
  reason?: string;
}

export interface DemoCopy {
  campus: string;
  /** The number of the revision that it has taken last. */
  has: 1 | 2;
  isPinned?: true;
  /** Made before the second revision is published. */
  edits?: RowStep[];
}

export interface DemoPlan {
  /** Key of the unit whose plan it is, and of the person who writes it. */
  unit: string;
  by: string;
  heading: {
    title: string;
    subject: string;
    grade: string;
    edition: string | null;
    volume: string | null;
    periodsPerWeek: number;
  };
  lines: PlanLine[];
  /** Days: the plan is written on the first, and the second revision is published on the last. */
  writtenOn: string;
  revisedOn?: string;
  revision?: { note: string; added: PlanLine[]; changed: RowStep[] };
  copies?: DemoCopy[];
}

type Heading = DemoPlan["heading"];

/** The textbook's lesson of this title; null for what is no lesson: revision, tests, activities. */
const findLesson = ({ subject, grade, volume }: Heading, title: string, unit = "") => {
  const ofBook = seedTextbookNodes.filter(
    (one) => one.subject === subject && one.grade === grade && one.volume === volume,
  );
  const unitTitle = (parentId: string | null) => ofBook.find(({ id }) => id === parentId)?.title ?? "";
  const node = ofBook.find((one) => one.title === title && unitTitle(one.parent_id).startsWith(unit));
  return node ? { id: node.id, unit: unitTitle(node.parent_id) } : null;
};

type Links = NonNullable<GivenRow["links"]>;

/** What a row links, by the keys of demonstration resources; their newest versions. */
export const toLinks = (keys: readonly string[], idOf: ReadonlyMap<string, string>): Links =>
  keys.map((key) => {
    const resourceId = idOf.get(key);
    if (!resourceId) throw new Error(`the demonstration world has no resource ${key}`);
    return { resourceId, versionNumber: null } as Links[number];
  });

/** The row as the API takes it. `idOf` knows the resources by their keys. */
export const toRow = (
  heading: Heading,
  [weeks, lesson, periods, more = {}]: PlanLine,
  idOf: ReadonlyMap<string, string>,
): GivenRow => {
  const { links = [], unit, ...rest } = more;
  const node = findLesson(heading, lesson, unit);
  const [first, last] = typeof weeks === "number" ? [weeks, weeks] : weeks;
  return {
    weeks: { first, last },
    lesson,
    periods,
    ...rest,
    ...(node ? { unit: node.unit, textbookNodeId: node.id } : {}),
    links: toLinks(links, idOf),
  };
};
