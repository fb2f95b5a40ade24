import { open } from "node:fs/promises";
import { Parser } from "htmlparser2";
import { gatherSections, type PassageCollector } from "./collect-passages.ts";
import { decodeText } from "./decode-text.ts";

/** No character of the encodings that we read takes more. */
const maxBytesPerCharacter = 4;

async function readStart(path: string, maxCharacters: number): Promise<Uint8Array> {
  await using file = await open(path);
  const { size } = await file.stat();
  const bytes = new Uint8Array(Math.min(size, (maxCharacters + 1) * maxBytesPerCharacter));
  const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
  return bytes.subarray(0, bytesRead);
}

function numberedSections(collector: PassageCollector) {
  let section = 0;
  return gatherSections((text) => {
    section += 1;
    collector.add("section", section, text);
  });
}

/** Text, Markdown and tables of separated values are found by the words as they stand. */
export async function extractPlain(
  path: string,
  collector: PassageCollector,
  maxCharacters: number,
): Promise<null> {
  const text = decodeText(await readStart(path, maxCharacters));
  const sections = numberedSections(collector);
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (line.trim() !== "") sections.addLine(line);
  }
  sections.end();
  return null;
}

const unseen = new Set(["script", "style", "template", "noscript", "svg", "math", "rt", "rp"]);
const inline = new Set(
  "a abbr b bdi bdo big cite code del dfn em font i ins kbd label mark q ruby s samp small span strike strong sub sup tt u var wbr".split(
    " ",
  ),
);
const cells = new Set(["td", "th"]);

/** The text of a page as a browser would show it: no scripts, no styles, nothing fetched. */
export async function extractHtml(
  path: string,
  collector: PassageCollector,
  maxCharacters: number,
): Promise<null> {
  const bytes = await readStart(path, maxCharacters);
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, 2048));
  const declared = /charset\s*=\s*["']?([\w-]+)/i.exec(start)?.[1];
  const sections = numberedSections(collector);
  let line = "";
  let unseenDepth = 0;
  const breakAt = (name: string) => {
    if (cells.has(name)) line += " ";
    else if (!inline.has(name)) {
      if (line.trim() !== "") sections.addLine(line);
      line = "";
    }
  };
  const parser = new Parser({
    onopentagname(name) {
      if (unseen.has(name)) unseenDepth += 1;
      else breakAt(name);
    },
    ontext(text) {
      if (unseenDepth === 0) line += text.replace(/\s+/g, " ");
    },
    onclosetag(name) {
      if (unseen.has(name)) unseenDepth -= 1;
      else breakAt(name);
    },
  });
  parser.end(decodeText(bytes, declared));
  breakAt("html");
  sections.end();
  return null;
}
