import { editions } from "./editions.ts";
import { kinds } from "./kinds.ts";
import { grades, lessonTypes, stages, terms, volumes } from "./school-calendar.ts";
import type { SeedTerm } from "./seed-term.ts";
import { subjects } from "./subjects.ts";

/** Every term that a new installation begins with. */
export const seedTerms: SeedTerm[] = [
  ...kinds,
  ...subjects,
  ...grades,
  ...terms,
  ...editions,
  ...volumes,
  ...stages,
  ...lessonTypes,
];
