import type { UnitId } from "../../server/ids.ts";
import { addCampuses, buildLexicon, namesOfTitles } from "../../server/modules/search/lexicon.ts";
import { seedTerms, seedTextbookNodes } from "../../server/modules/vocabulary/index.ts";
import { unitOf } from "../support/world.ts";

/** The terms of a new installation as its database has them. */
export const seedTermsWithAttributes = seedTerms.map((term) => ({
  ...term,
  attributes: term.attributes ?? {},
}));
const titles = seedTextbookNodes.filter(({ kind }) => kind !== "textbook").map(({ title }) => title);
const campuses = ["yixiao", "sanxiao"].map((key) => unitOf(key));

/** The words that somebody of the first group understands on a new installation. */
export const seedLexicon = addCampuses(
  buildLexicon(seedTermsWithAttributes, namesOfTitles(titles)),
  campuses.map(({ id, name }) => ({ id: id as UnitId, name })),
);
