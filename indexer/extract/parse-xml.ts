import type { Readable } from "node:stream";
import { SaxesParser } from "saxes";
import { Unreadable } from "./extract-result.ts";

export type XmlAttributes = Record<string, string>;

/** Names come without their prefix: `w:p`, `a:p` and `p` are all `p`. */
export interface XmlHandler {
  open?(name: string, attributes: XmlAttributes): void;
  text?(text: string): void;
  close?(name: string): void;
  /** Elements that are passed over with all they contain. */
  skip?: ReadonlySet<string>;
  /** A document type that is only named, with nothing declared, is passed over. */
  mayNameType?: boolean;
}

const localName = (name: string) => name.slice(name.indexOf(":") + 1);

/** `id` finds `id` itself; `:id` finds `r:id` and the like, whatever the prefix. */
export function xmlAttribute(attributes: XmlAttributes, name: string): string | undefined {
  if (!name.startsWith(":")) return attributes[name] ?? xmlAttribute(attributes, `:${name}`);
  const key = Object.keys(attributes).find((candidate) => candidate.endsWith(name));
  return key === undefined ? undefined : attributes[key];
}

/** OOXML parts are UTF-8 or UTF-16 (ECMA-376 part 2, 9.1.3). */
function decoderFor(start: Buffer): TextDecoder {
  const isUtf16 = (start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff);
  return new TextDecoder(isUtf16 ? (start[0] === 0xff ? "utf-16le" : "utf-16be") : "utf-8");
}

/**
 * Parses a stream of XML without building a tree. A document type declaration, which the office formats forbid and
 * entity bombs need, is refused but where it may name its type; no entity but the five of XML is known and nothing outside the stream is read.
 */
export async function parseXml(source: Readable, handler: XmlHandler, maxDepth: number): Promise<void> {
  const parser = new SaxesParser({ position: false, xmlns: false as const });
  let depth = 0;
  let skippedFrom = Number.POSITIVE_INFINITY;
  parser.on("error", (error) => {
    throw new Unreadable("broken", error.message);
  });
  parser.on("doctype", (declaration) => {
    if (handler.mayNameType && !declaration.includes("[")) return;
    throw new Unreadable("broken", "document type declaration");
  });
  parser.on("opentag", ({ name, attributes }) => {
    depth += 1;
    if (depth > maxDepth) throw new Unreadable("too-large", "XML nested too deeply");
    if (depth >= skippedFrom) return;
    const local = localName(name);
    if (handler.skip?.has(local)) skippedFrom = depth;
    else handler.open?.(local, attributes);
  });
  parser.on("text", (text) => {
    if (depth < skippedFrom) handler.text?.(text);
  });
  parser.on("cdata", (text) => {
    if (depth < skippedFrom) handler.text?.(text);
  });
  parser.on("closetag", ({ name }) => {
    if (depth < skippedFrom) handler.close?.(localName(name));
    else if (depth === skippedFrom) skippedFrom = Number.POSITIVE_INFINITY;
    depth -= 1;
  });
  let decoder: TextDecoder | undefined;
  for await (const chunk of source as AsyncIterable<Buffer>) {
    decoder ??= decoderFor(chunk);
    parser.write(decoder.decode(chunk, { stream: true }));
  }
  parser.close();
}
