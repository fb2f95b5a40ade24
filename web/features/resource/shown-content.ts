import type { Resource, Version } from "../../api/types.ts";

/** What a resource and an older version of it have in common: all that the page's body shows. */
export type ShownContent = Pick<
  Resource & Version,
  | "title"
  | "summary"
  | "kind"
  | "subject"
  | "grades"
  | "term"
  | "edition"
  | "volume"
  | "keywords"
  | "textbook"
  | "files"
>;
