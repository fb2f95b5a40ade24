import type { DemoResource } from "./demo-resource.ts";
import { artsAndSport } from "./resources/arts-and-sport.ts";
import { chineseLower } from "./resources/chinese-lower.ts";
import { chineseUpper } from "./resources/chinese-upper.ts";
import { courseReaders } from "./resources/course-readers.ts";
import { english3to6 } from "./resources/english.ts";
import { equipment } from "./resources/equipment.ts";
import { mathematics } from "./resources/mathematics.ts";
import { moralAndClass } from "./resources/moral-and-class.ts";
import { moreLessons } from "./resources/more-lessons.ts";
import { oftenSought } from "./resources/often-sought.ts";
import { plans } from "./resources/plans.ts";
import { science } from "./resources/science.ts";
import { trainingAndResearch } from "./resources/training-and-research.ts";

export type { DemoFields, DemoFile, DemoResource } from "./demo-resource.ts";

/** What the demonstration begins with. A resource comes after the one that it was adapted from. */
export const resources: DemoResource[] = [
  ...chineseLower,
  ...chineseUpper,
  ...mathematics,
  ...science,
  ...english3to6,
  ...moralAndClass,
  ...artsAndSport,
  ...plans,
  ...courseReaders,
  ...equipment,
  ...trainingAndResearch,
  ...moreLessons,
  ...oftenSought,
];
