import { open } from "node:fs/promises";
import { gatherSections, numberedSections, type PassageCollector } from "./collect-passages.ts";
import { type ExtractLimits, Unreadable } from "./extract-result.ts";
import { readRtfTokens } from "./rtf-tokens.ts";

/** A file with pictures is large; its text stands mostly before this. */
const maxBytes = 64_000_000;

/** Groups that hold no text of the document, or a copy of it for older readers. */
const skipped = new Set(
  "colortbl stylesheet info pict object objdata themedata colorschememapping datastore latentstyles listtable listoverridetable revtbl rsidtbl generator xmlnstbl fldinst shprslt sn sv nonshppict filetbl annotation atnid atnauthor bkmkstart bkmkend".split(
    " ",
  ),
);
/** Groups marked as ignorable that hold text all the same. */
const ignorableWithText = new Set(["shpinst", "shptxt", "ud"]);
const besidesBody = /^(header|footer)[lrf]?$/;

/** Windows' code pages, by the character sets that fonts name (RTF 1.9.1). */
const pageOfCharset: Record<number, number> = {
  128: 932,
  129: 949,
  134: 936,
  136: 950,
  161: 1253,
  162: 1254,
  177: 1255,
  178: 1256,
  186: 1257,
  204: 1251,
  238: 1250,
};
const eastAsian: Record<number, string> = { 932: "shift_jis", 936: "gb18030", 949: "euc-kr", 950: "big5" };
const encodingOf = (page: number): string =>
  eastAsian[page] ?? (page >= 1250 && page <= 1258 ? `windows-${page}` : western);
const western = "windows-1252";

const lineEnds = new Set(["par", "line", "row", "sect", "page", "column"]);
const characters: Record<string, string> = {
  tab: "\t",
  cell: " ",
  nestcell: " ",
  "~": " ",
  _: "-",
  emdash: "—",
  endash: "–",
  lquote: "‘",
  rquote: "’",
  ldblquote: "“",
  rdblquote: "”",
  bullet: "•",
};

interface GroupState {
  isSkipped: boolean;
  isBesidesBody: boolean;
  isFontTable: boolean;
  encoding: string;
  /** Characters that stand in for one that old readers do not know (`\uc`). */
  substitutes: number;
}

const outermost: GroupState = {
  isSkipped: false,
  isBesidesBody: false,
  isFontTable: false,
  encoding: western,
  substitutes: 1,
};

class RtfReader {
  readonly #onLine: (line: string, isBesidesBody: boolean) => void;
  readonly #maxDepth: number;
  readonly #fonts = new Map<number, string>();
  readonly #outer: GroupState[] = [];
  #state = { ...outermost };
  #page = western;
  #font = 0;
  #line = "";
  #bytes = "";
  #substitutesLeft = 0;
  #isIgnorable = false;

  constructor(onLine: (line: string, isBesidesBody: boolean) => void, maxDepth: number) {
    this.#onLine = onLine;
    this.#maxDepth = maxDepth;
  }

  open(): void {
    this.#flushBytes();
    this.#outer.push({ ...this.#state });
    if (this.#outer.length > this.#maxDepth) throw new Unreadable("too-large", "groups nested too deeply");
  }

  close(): void {
    this.#flushBytes();
    const { isBesidesBody } = this.#state;
    this.#state = this.#outer.pop() ?? this.#state;
    if (isBesidesBody && !this.#state.isBesidesBody) this.#endLine(true);
  }

  bytes(text: string): void {
    this.#isIgnorable = false;
    if (this.#state.isSkipped || this.#state.isFontTable) return;
    const taken = Math.min(this.#substitutesLeft, text.length);
    this.#substitutesLeft -= taken;
    this.#bytes += text.slice(taken);
  }

  control(name: string, value: number | null): void {
    if (name === "*") {
      this.#isIgnorable = true;
      return;
    }
    const isIgnorable = this.#isIgnorable;
    this.#isIgnorable = false;
    if ((isIgnorable && !ignorableWithText.has(name)) || skipped.has(name)) this.#state.isSkipped = true;
    if (this.#state.isSkipped) return;
    if (name === "fonttbl") this.#state.isFontTable = true;
    else if (name === "fcharset") this.#nameCharset(value ?? 0);
    else if (name === "f") this.#chooseFont(value ?? 0);
    else if (name === "ansicpg") this.#choosePage(value ?? 0);
    else if (name === "uc") this.#state.substitutes = Math.max(0, value ?? 1);
    else if (!this.#state.isFontTable) this.#write(name, value);
  }

  end(): void {
    this.#flushBytes();
    this.#endLine(false);
  }

  #chooseFont(font: number): void {
    this.#flushBytes();
    this.#font = font;
    if (!this.#state.isFontTable) this.#state.encoding = this.#fonts.get(font) ?? this.#page;
  }

  #nameCharset(charset: number): void {
    const page = pageOfCharset[charset];
    if (page !== undefined) this.#fonts.set(this.#font, encodingOf(page));
  }

  #choosePage(page: number): void {
    this.#page = encodingOf(page);
    this.#state.encoding = this.#page;
  }

  #write(name: string, value: number | null): void {
    if (name === "u" && value !== null) {
      this.#flushBytes();
      this.#line += String.fromCharCode(value & 0xffff);
      this.#substitutesLeft = this.#state.substitutes;
      return;
    }
    if (besidesBody.test(name)) {
      this.#flushBytes();
      this.#endLine(this.#state.isBesidesBody);
      this.#state.isBesidesBody = true;
      return;
    }
    const text = /^[{}\\]$/.test(name) ? name : characters[name];
    if (text === undefined && !lineEnds.has(name)) return;
    this.#flushBytes();
    if (text === undefined) this.#endLine(this.#state.isBesidesBody);
    else this.#line += text;
  }

  #flushBytes(): void {
    this.#substitutesLeft = 0;
    if (this.#bytes === "") return;
    this.#line += new TextDecoder(this.#state.encoding).decode(Buffer.from(this.#bytes, "latin1"));
    this.#bytes = "";
  }

  #endLine(isBesidesBody: boolean): void {
    if (this.#line.trim() !== "") this.#onLine(this.#line, isBesidesBody);
    this.#line = "";
  }
}

async function readSource(path: string): Promise<string> {
  await using file = await open(path);
  const { size } = await file.stat();
  const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(size, maxBytes)), 0, undefined, 0);
  return buffer.toString("latin1", 0, bytesRead);
}

/** Rich text: paragraphs and table rows in order, then headers and footers, each once. */
export async function extractRtf(
  path: string,
  collector: PassageCollector,
  limits: ExtractLimits,
): Promise<null> {
  const sections = numberedSections(collector);
  const besides = new Set<string>();
  const reader = new RtfReader((line, isBesidesBody) => {
    if (isBesidesBody) besides.add(line);
    else sections.addLine(line);
  }, limits.maxXmlDepth);
  for (const token of readRtfTokens(await readSource(path))) {
    if (token.kind === "control") reader.control(token.name, token.value);
    else if (token.kind === "bytes") reader.bytes(token.text);
    else if (token.kind === "open") reader.open();
    else reader.close();
  }
  reader.end();
  sections.end();
  const rest = gatherSections((text) => collector.add("section", null, text));
  for (const line of besides) rest.addLine(line);
  rest.end();
  return null;
}
