import type { FileId, ResourceId, Sha256, UnitId } from "../../server/ids.ts";
import type {
  Passage,
  ScopeKey,
  SearchDocument,
  SearchRequest,
} from "../../server/modules/search/search-index.ts";

export const group = "unit:11111111-0000-4000-8000-000000000001" as ScopeKey;
export const otherGroup = "unit:22222222-0000-4000-8000-000000000002" as ScopeKey;

export const resourceId = (n: number): ResourceId =>
  `00000000-0000-4000-8000-${String(n).padStart(12, "0")}` as ResourceId;

/** Slides of one file, numbered from 1. */
export function slides(n: number, fileName: string, ...texts: string[]): Passage[] {
  const fileId = `f0000000-0000-4000-8000-${String(n).padStart(12, "0")}` as FileId;
  return texts.map((text, i) => ({
    fileId,
    sha256: "ab".repeat(32) as Sha256,
    fileName,
    page: i + 1,
    pageKind: "slide",
    text,
  }));
}

export function searchDocument(n: number, over: Partial<SearchDocument> = {}): SearchDocument {
  return {
    id: resourceId(n),
    revision: 1,
    scope: [group],
    title: `资源 ${n}`,
    textbookNode: "",
    lesson: null,
    keywords: [],
    summary: "",
    fileNames: [],
    kind: "lesson-plan",
    subject: "math",
    grades: ["3"],
    term: "autumn",
    edition: "pep",
    volume: "3a",
    campus: "c0000000-0000-4000-8000-000000000001" as UnitId,
    author: "author-1",
    authorName: "李老师",
    campusName: "一小校区",
    publishedAtMs: 1_700_000_000_000 + n,
    reuseCount: 0,
    passages: [],
    ...over,
  };
}

export function searchRequest(text: string, over: Partial<SearchRequest> = {}): SearchRequest {
  return {
    text,
    scope: [group],
    filters: {},
    exclude: [],
    sort: "relevance",
    offset: 0,
    limit: 20,
    withFacets: false,
    ...over,
  };
}
