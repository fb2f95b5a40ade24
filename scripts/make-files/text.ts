import { escapeXml } from "./office-package.ts";

interface Prose {
  title: string;
  paragraphs: string[];
}

export const makeMarkdown = ({ title, paragraphs }: Prose): Buffer =>
  Buffer.from(`# ${title}\n\n${paragraphs.join("\n\n")}\n`);

export const makePlainText = ({ title, paragraphs }: Prose): Buffer =>
  Buffer.from(`${[title, ...paragraphs].join("\r\n")}\r\n`);

export const makeHtml = ({ title, paragraphs }: Prose): Buffer =>
  Buffer.from(
    `<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>${escapeXml(title)}</title></head>\n<body><h1>${escapeXml(title)}</h1>\n${paragraphs.map((text) => `<p>${escapeXml(text)}</p>`).join("\n")}\n</body></html>\n`,
  );

/** With a byte order mark, without which Excel reads Chinese CSV in the system's own encoding. */
export function makeCsv(rows: (string | number)[][]): Buffer {
  const cell = (value: string | number) =>
    /[",\r\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value);
  return Buffer.from(`\uFEFF${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`);
}
