import { createContext } from "react";
import type { PlanDifferences } from "../api/types.ts";
import { withIssueYear } from "./textbook-words.ts";

interface Titles {
  /** Of what the rows link, by id; what is not among them is hidden from the reader. */
  links: ReadonlyMap<string, string>;
  /** Unit and lesson, by the id of the textbook's node; what is not among them has left the vocabulary. */
  lessons: ReadonlyMap<string, string>;
}

/** What stands behind the ids in the rows of a page. Null: nothing is known. */
export const RowTitles = createContext<Titles | null>(null);

export const titlesById = ({
  linkTitles,
  lessonTitles,
}: Pick<PlanDifferences, "linkTitles" | "lessonTitles">): Titles => ({
  links: new Map(linkTitles.map(({ resourceId, title }) => [resourceId, title])),
  lessons: new Map(
    lessonTitles.map(({ textbookNodeId, titles, issueYear }) => [
      textbookNodeId,
      withIssueYear(titles.join(" · "), { issueYear }),
    ]),
  ),
});
