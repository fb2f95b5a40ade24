import type { TextbookNode, Vocabulary } from "./schema.ts";
import type { listTerms } from "./store.ts";
import { type TextbookNodeTable, type VocabularyScheme, vocabularySchemes } from "./tables.ts";

/** Terms by scheme, each in its order; a scheme without terms is an empty list. */
export function viewVocabulary(rows: Awaited<ReturnType<typeof listTerms>>): Vocabulary {
  const schemes = Object.fromEntries(
    vocabularySchemes.map((scheme) => [scheme, [] as Vocabulary["schemes"][VocabularyScheme]]),
  ) as Vocabulary["schemes"];
  for (const row of rows)
    schemes[row.scheme as VocabularyScheme]?.push({
      key: row.key,
      zh: row.zh,
      en: row.en,
      code: row.code,
      isActive: row.is_active,
      attributes: row.attributes,
    });
  return { schemes };
}

export const viewTextbookNode = (row: TextbookNodeTable): TextbookNode => ({
  id: row.id,
  parentId: row.parent_id,
  kind: row.kind,
  subject: row.subject,
  edition: row.edition,
  issueYear: row.issue_year,
  grade: row.grade,
  volume: row.volume,
  title: row.title,
  position: row.position,
});
