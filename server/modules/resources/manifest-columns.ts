/** The columns of a list that describes files for an import. `scheme`: what it says is a term of the vocabulary. */
export const manifestColumns = [
  { field: "file", header: "文件", width: 44 },
  { field: "title", header: "标题", width: 36 },
  { field: "kind", header: "类型", width: 14, scheme: "kind" },
  { field: "subject", header: "学科", width: 14, scheme: "subject" },
  { field: "grades", header: "年级", width: 14, scheme: "grade" },
  { field: "volume", header: "册次", width: 10, scheme: "volume" },
  { field: "edition", header: "版本", width: 14, scheme: "edition" },
  { field: "term", header: "学期", width: 16 },
  { field: "keywords", header: "关键词", width: 24 },
  { field: "summary", header: "简介", width: 44 },
] as const;

export type ManifestColumn = (typeof manifestColumns)[number];
export type ManifestField = ManifestColumn["field"];
