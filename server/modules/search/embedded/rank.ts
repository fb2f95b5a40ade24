import type { WrittenField } from "../document-terms.ts";

/**
 * What a word is worth in each field: more than in all weaker ones together, and a mere pair of characters in a title
 * (和服 in 产品和服务) more than a word on the browse path.
 */
export const fieldWorth: Record<WrittenField, number> = {
  title: 16,
  textbookNode: 8,
  keywords: 4.5,
  summary: 2.5,
  fileNames: 1.5,
  names: 1.2,
  passages: 0.6,
};
/** What a pair of characters is worth of a word that the dictionary cuts. Passages know pairs only. */
export const gramShare = 0.7;
