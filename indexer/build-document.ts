import type { Context } from "../server/context.ts";
import type { ResourceId, Sha256 } from "../server/ids.ts";
import {
  type FileWithText,
  listFilesOfVersions,
  listPassages,
  listResourceRows,
  type ResourceRow,
} from "../server/modules/resources/index.ts";
import type { Passage, ScopeKey, SearchDocument } from "../server/modules/search/index.ts";
import { findTextbookPaths, listTerms } from "../server/modules/vocabulary/index.ts";

const scopeOfResource = (row: ResourceRow): ScopeKey[] => [
  ...(row.sharing === "public" ? (["public"] as const) : []),
  ...(row.shared_with_unit_id ? [`unit:${row.shared_with_unit_id}` as const] : []),
  `author:${row.author_id}`,
];

const passagesOf = (
  files: FileWithText[],
  textOf: Map<Sha256, Omit<Passage, "fileId" | "sha256" | "fileName">[]>,
) =>
  files.flatMap((file) =>
    (file.text_status === "ready" ? (textOf.get(file.sha256) ?? []) : []).map((passage) => ({
      ...passage,
      fileId: file.id,
      sha256: file.sha256,
      fileName: file.name,
    })),
  );

/** The documents of those of these resources that are published and not archived. */
export const buildDocuments = async (ctx: Context, ids: readonly ResourceId[]): Promise<SearchDocument[]> => {
  const all = await listResourceRows(ctx.db, ids, "current");
  const rows = all.filter((row) => row.published_at && !row.archived_at);
  const nodeIds = rows.flatMap((row) => (row.textbook_node_id ? [row.textbook_node_id] : []));
  const [paths, terms, allFiles] = await Promise.all([
    findTextbookPaths(ctx.db, nodeIds),
    listTerms(ctx.db),
    listFilesOfVersions(
      ctx.db,
      rows.map((row) => row.version_id),
    ),
  ]);
  const label = new Map(terms.map((term) => [`${term.scheme}/${term.key}`, term.zh]));
  const readFiles = allFiles.filter((file) => file.text_status === "ready");
  const sha256s = [...new Set(readFiles.map((file) => file.sha256))];
  const textOf = new Map<Sha256, Omit<Passage, "fileId" | "sha256" | "fileName">[]>();
  for (const { sha256, page, page_kind, text } of await listPassages(ctx.db, sha256s)) {
    const passages = textOf.get(sha256) ?? [];
    passages.push({ page, pageKind: page_kind, text });
    textOf.set(sha256, passages);
  }
  const filesOf = Map.groupBy(allFiles, (file) => file.version_id);
  return rows.map((row) => {
    const nodes = paths.get(row.textbook_node_id ?? "") ?? [];
    const files = filesOf.get(row.version_id) ?? [];
    const browsePath = [
      label.get(`subject/${row.subject}`),
      label.get(`edition/${row.edition}`),
      ...row.grades.map((grade) => label.get(`grade/${grade}`)),
      label.get(`volume/${row.volume}`),
      label.get(`kind/${row.kind}`),
      ...nodes.map((node) => node.title),
    ];
    const lesson = nodes.at(-1);
    return {
      id: row.id,
      revision: row.revision,
      scope: scopeOfResource(row),
      title: row.title,
      textbookNode: browsePath.filter((part) => part !== undefined).join(" "),
      lesson: lesson && row.textbook_node_id ? { id: row.textbook_node_id, title: lesson.title } : null,
      keywords: row.keywords,
      summary: row.summary,
      fileNames: files.map((file) => file.name),
      kind: row.kind,
      subject: row.subject,
      grades: row.grades,
      term: row.term,
      edition: row.edition,
      volume: row.volume,
      campus: row.owner_campus_id,
      author: row.author_id,
      authorName: row.author_name,
      campusName: row.owner_campus_name,
      publishedAtMs: (row.published_at as Date).getTime(),
      reuseCount: row.adaptation_count,
      passages: passagesOf(files, textOf),
    };
  });
};
