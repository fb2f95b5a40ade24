import type { TextbookNode } from "../api/types.ts";

/** Words for a textbook with the year of its issue where that is known: a revision lives beside the older issue. */
export const withIssueYear = (words: string, { issueYear }: Pick<TextbookNode, "issueYear">): string =>
  issueYear === null ? words : `${words}（${issueYear}）`;

/** The page of a textbook, unit or lesson. */
export const textbookAddress = (nodeId: string): string =>
  `/textbooks?${new URLSearchParams({ node: nodeId })}`;
