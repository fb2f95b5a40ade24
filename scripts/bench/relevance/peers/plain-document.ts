import type { JudgedResource } from "../describe-library.ts";

/** What a peer is given of a resource: the same words that our own engines get, as plain text. */
export interface PlainDocument {
  key: string;
  title: string;
  node: string;
  keywords: string;
  summary: string;
  text: string;
}

export const plainDocumentOf = (
  resource: JudgedResource,
  labels: ReadonlyMap<string, string>,
): PlainDocument => {
  const { key, title, subject, edition, grade, volume, kind, unit, lesson, keywords, summary } = resource;
  const label = (scheme: string, value: string | null) => labels.get(`${scheme}/${value}`) ?? "";
  const path = [
    label("subject", subject),
    label("edition", edition),
    label("grade", grade),
    label("volume", volume),
    label("kind", kind),
    unit,
    lesson,
  ];
  return {
    key,
    title,
    node: path.filter((part) => part !== "").join(" "),
    keywords: keywords.join(" "),
    summary,
    text: resource.passages.map((passage) => passage.text).join("\n"),
  };
};
