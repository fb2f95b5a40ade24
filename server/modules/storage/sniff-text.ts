const decodeStrictly = (bytes: Uint8Array, encoding: string): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};

/** A head may end within a character: up to three bytes are given up for it. */
const decodeHead = (head: Buffer, encoding: string, isCut: boolean): string | null => {
  for (let dropped = 0; dropped <= (isCut ? 3 : 0); dropped += 1) {
    const text = decodeStrictly(head.subarray(0, head.length - dropped), encoding);
    if (text !== null) return text;
  }
  return null;
};

const startsWith = (head: Buffer, ...bytes: number[]): boolean =>
  bytes.every((byte, at) => head[at] === byte);

/** Tab, line ends, form feed, the DOS end of file, escape: the control characters that texts do have. */
const textControls = new Set([9, 10, 11, 12, 13, 26, 27]);

const hasBinaryCharacter = (text: string): boolean => {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 32 && !textControls.has(code)) return true;
  }
  return false;
};

/** UTF-16 without a mark: about every second byte of its ASCII part is zero. */
const unmarkedUtf16 = (head: Buffer): string | null => {
  const sample = head.subarray(0, 4096);
  const zeros = [0, 0];
  for (let at = 0; at < sample.length; at += 1)
    if (sample[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > sample.length / 8 && even === 0) return "utf-16le";
  return even > sample.length / 8 && odd === 0 ? "utf-16be" : null;
};

const decode = (head: Buffer, isCut: boolean): string | null => {
  if (startsWith(head, 0xff, 0xfe)) return decodeHead(head, "utf-16le", isCut);
  if (startsWith(head, 0xfe, 0xff)) return decodeHead(head, "utf-16be", isCut);
  const utf16 = head.includes(0) ? unmarkedUtf16(head) : null;
  if (utf16) return decodeHead(head, utf16, isCut);
  return decodeHead(head, "utf-8", isCut) ?? decodeHead(head, "gb18030", isCut);
};

/** The text of a file's head in UTF-8, UTF-16 or GB18030, or null where the bytes are no text. */
export const readTextHead = (head: Buffer, isCut: boolean): string | null => {
  const text = decode(head, isCut);
  return text === null || hasBinaryCharacter(text) ? null : text;
};

const prologs: [string, string][] = [
  ["<!--", "-->"],
  ["<?", "?>"],
];

/** The text after comments and processing instructions. A loop: one pattern for it would take exponential time. */
const skipProlog = (text: string): string => {
  let rest = text.trimStart();
  for (;;) {
    const prolog = prologs.find(([opening]) => rest.startsWith(opening));
    const end = prolog ? rest.indexOf(prolog[1]) : -1;
    if (!prolog || end < 0) return rest;
    rest = rest.slice(end + prolog[1].length).trimStart();
  }
};

/** Marks of a page at the start of a text: browsers take such a text for HTML whatever it is called. */
const htmlStart =
  /^<(!doctype\s+html|html|head|body|script|iframe|style|title|meta|base|frameset|object|embed)[\s/>]/i;
const svgStart = /^<(!doctype\s+svg|([a-z]+:)?svg)[\s/>]/i;
const runnable = /<(script|iframe|object|embed|svg|html|body|!doctype\s+html|meta\s+http-equiv)[\s/>]/i;

/** Whether bytes of any kind carry tags that a browser would act on, were they shown as a page (polyglots). */
export const carriesMarkup = (text: string): boolean => runnable.test(text);

/** `html`, `xhtml`, `svg`, `xml`, `mhtml` by what a text says, or undefined for text without such marks. */
export const sniffMarkup = (text: string): string | undefined => {
  const whole = text.replace(/^\ufeff/, "").trimStart();
  const start = skipProlog(whole.slice(0, 8192));
  if (svgStart.test(start)) return "svg";
  if (htmlStart.test(start))
    return whole.startsWith("<?xml") && start.slice(0, 1024).includes("1999/xhtml") ? "xhtml" : "html";
  if (/^<\?xml\s/i.test(whole)) return "xml";
  const isMail =
    /^(mime-version:|from: <saved by)/i.test(whole) && /content-type:/i.test(whole.slice(0, 8192));
  return isMail ? "mhtml" : undefined;
};
