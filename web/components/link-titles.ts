import { createContext } from "react";

/** The titles of what the rows of a page link, by id; what is not among them is hidden from the reader. Null: nothing is known. */
export const LinkTitles = createContext<ReadonlyMap<string, string> | null>(null);

export const titlesById = (all: readonly { resourceId: string; title: string }[]): Map<string, string> =>
  new Map(all.map(({ resourceId, title }) => [resourceId, title]));
