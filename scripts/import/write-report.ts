import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import type { RefusalReason } from "../../indexer/unpack/index.ts";
import type { FieldGuess } from "../../server/modules/resources/index.ts";
import type { GuessTerm } from "../../server/modules/vocabulary/index.ts";
import type { FileReport, Outcome } from "./import-drafts.ts";

const outcomeWords: Record<Outcome, string> = {
  imported: "已导入",
  already: "先前已导入",
  "would-import": "将导入（试运行）",
  "left-out": "已跳过",
  failed: "失败",
  "no-file": "清单中有，没有文件",
};

const reasonWords: Record<RefusalReason | "quota.exceeded" | "upload.too-large", string> = {
  hidden: "隐藏文件",
  system: "系统文件，不是教学资料",
  "lock-file": "办公软件留下的临时锁文件",
  "unsafe-path": "压缩包内的路径指向包外",
  link: "是链接或设备，不跟随",
  encrypted: "已加密，请先解密",
  empty: "空文件，没有内容",
  "too-large": "超过大小限制",
  unsupported: "压缩方式不支持，请用普通 zip 重新压缩",
  "duplicate-name": "压缩包内重名",
  bomb: "解压后大得反常，疑似压缩炸弹",
  "too-many": "压缩包内文件过多",
  timeout: "解压耗时过长",
  "nested-too-deep": "压缩包套压缩包层数过多，请先解开",
  broken: "压缩包或其中的文件已损坏",
  unreadable: "没有读取权限或无法读取",
  "quota.exceeded": "校区剩余空间不足，请联系管理员",
  "upload.too-large": "超过大小限制",
};

const sourceWords: Record<FieldGuess["source"], string> = {
  name: "文件名",
  extension: "扩展名",
  folder: "文件夹名",
  firstPage: "首页文字",
  properties: "文档属性",
  last: "上次上传",
  today: "今天的日期",
  default: "默认",
  none: "",
};

const columns = [
  ["title", "标题"],
  ["kind", "类型"],
  ["subject", "学科"],
  ["grades", "年级"],
  ["volume", "册次"],
  ["edition", "版本"],
  ["term", "学期"],
] as const;
const fieldNames: Record<string, string> = { ...Object.fromEntries(columns), textbookNodeId: "教材位置" };
const schemes: Record<string, string> = { grades: "grade" };

/** A spreadsheet program must not take a name for a formula. */
const cellOf = (text: string): string => {
  const plain = /^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
};

const reasonsOf = (guesses: readonly FieldGuess[]): string =>
  guesses
    .filter(({ source }) => source !== "none")
    .map(({ field, source, matched }) =>
      source === "default"
        ? `${fieldNames[field]}：默认`
        : `${fieldNames[field]}：${sourceWords[source]}中的“${matched}”`,
    )
    .join("；");

export interface ReportWriter {
  add(file: FileReport): void;
  end(): Promise<void>;
}

/** A table of every file for spreadsheet programs: CSV in UTF-8 with its mark, without which Excel reads it as GBK. */
export const openReport = async (
  place: string,
  terms: GuessTerm[],
  publicUrl: string,
): Promise<ReportWriter> => {
  const stream = createWriteStream(place);
  await new Promise<void>((resolve, reject) => stream.once("open", () => resolve()).once("error", reject));
  const words = new Map(terms.map(({ scheme, key, zh }) => [`${scheme}/${key}`, zh]));
  const line = (cells: string[]) => void stream.write(`${cells.map(cellOf).join(",")}\r\n`);
  stream.write("\ufeff");
  line(["路径", "结果", ...columns.map(([, word]) => word), "依据", "资源地址", "说明"]);
  return {
    add({ path, outcome, fields, resourceId, reason }) {
      const values = columns.map(([name]) =>
        [fields?.[name] ?? []]
          .flat()
          .map((value) => words.get(`${schemes[name] ?? name}/${value}`) ?? value)
          .join("、"),
      );
      const address = resourceId ? `${publicUrl}/resources/${resourceId}?draft=true` : "";
      const said = reasonWords[reason as keyof typeof reasonWords] ?? reason;
      line([path, outcomeWords[outcome], ...values, reasonsOf(fields?.guesses ?? []), address, said]);
    },
    async end() {
      stream.end();
      await finished(stream);
    },
  };
};
