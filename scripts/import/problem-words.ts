import { type ManifestProblem, manifestColumns } from "../../server/modules/resources/index.ts";

/** What could not be understood of a row, in words for its author. */
export const problemWords = ({ code, field, words }: ManifestProblem): string => {
  const header = manifestColumns.find((column) => column.field === field)?.header;
  if (code === "no-file-column") return `第一行没有“${header}”这一列`;
  if (code === "no-file") return `没有写${header}`;
  if (code === "unclear-term") return `${header}“${words}”看不懂，请写成 2026-2027-1`;
  return `${header}“${words}”不在词表中`;
};
