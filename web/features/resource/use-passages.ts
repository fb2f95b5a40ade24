import type { Highlight, Passage } from "../../api/types.ts";
import { useApi } from "../../api/use-api.ts";

export interface ShownPassage {
  page: number | null;
  pageKind: Passage["pageKind"];
  pieces: Highlight;
}

const plain = ({ page, pageKind, text }: Passage): ShownPassage => ({
  page,
  pageKind,
  pieces: [{ text, isMatch: false }],
});

/** What was asked for where the reader comes from; an empty `q` marks nothing. */
export interface Asked {
  q: string;
  /** Words of `q` that are to be looked for as text. */
  literal: string[];
}

/** A file's text by page; with a question, its words marked by the rule that marked them in the search's snippets. */
export const usePassages = (resourceId: string, fileId: string, { q, literal }: Asked) => {
  const params = { id: resourceId, fileId };
  const isAsked = q !== "";
  const all = useApi(
    "GET /api/resources/{id}/files/{fileId}/passages",
    { params },
    { enabled: !isAsked, staleTime: Number.POSITIVE_INFINITY },
  );
  const marked = useApi(
    "GET /api/resources/{id}/files/{fileId}/marked-passages",
    { params, query: { q, ...(literal.length > 0 && { literal }) } },
    { enabled: isAsked, staleTime: Number.POSITIVE_INFINITY },
  );
  const { error, refetch } = isAsked ? marked : all;
  const data: ShownPassage[] | undefined = isAsked
    ? marked.data?.items.map(({ page, pageKind, text }) => ({ page, pageKind, pieces: text }))
    : all.data?.items.map(plain);
  return { data, error, refetch };
};
