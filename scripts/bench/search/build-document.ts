import type { SearchDocument } from "../../../server/modules/search/index.ts";
import { describeResource } from "./describe-resource.ts";
import { labelOf, parentOf } from "./name-resources.ts";
import { writePassages } from "./write-passages.ts";

/** The document of the resource of this number, as the indexer builds it from the tables once the text is extracted. */
export const buildDocument = (index: number): SearchDocument => {
  const { lesson, author, resource, version, file } = describeResource(index);
  const browsePath = [
    labelOf("subject", version.subject),
    labelOf("edition", version.edition),
    labelOf("grade", lesson.grade),
    labelOf("volume", lesson.volume),
    labelOf("kind", version.kind),
    parentOf(lesson)?.title ?? "",
    lesson.title,
  ];
  return {
    id: resource.id,
    revision: resource.revision,
    scope: [
      ...(resource.sharing === "public" ? (["public"] as const) : []),
      ...(resource.shared_with_unit_id ? [`unit:${resource.shared_with_unit_id}` as const] : []),
      `author:${resource.author_id}`,
    ],
    title: version.title,
    textbookNode: browsePath.filter((part) => part !== "").join(" "),
    lesson: { id: lesson.id, title: lesson.title },
    keywords: version.keywords,
    summary: version.summary,
    fileNames: [file.name],
    kind: version.kind,
    subject: version.subject,
    grades: version.grades,
    term: version.term,
    edition: version.edition,
    volume: version.volume,
    campus: resource.owner_campus_id,
    author: resource.author_id,
    authorName: author.name,
    campusName: author.campus.name,
    publishedAtMs: Date.parse(resource.created_at),
    reuseCount: resource.adaptation_count,
    passages: writePassages(index, lesson).map((text, position) => ({
      fileId: file.id,
      sha256: file.sha256,
      fileName: file.name,
      page: position + 1,
      pageKind: file.name.endsWith("pptx") ? "slide" : "page",
      text,
    })),
  };
};
