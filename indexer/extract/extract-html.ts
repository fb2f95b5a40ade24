import { Parser } from "htmlparser2";
import { numberedSections, type PassageCollector } from "./collect-passages.ts";
import { decodeText } from "./decode-text.ts";
import { readStart } from "./read-start.ts";

const unseen = new Set(["script", "style", "template", "noscript", "svg", "math", "rt", "rp"]);
const inline = new Set(
  "a abbr b bdi bdo big cite code del dfn em font i ins kbd label mark q ruby s samp small span strike strong sub sup tt u var wbr".split(
    " ",
  ),
);
const cells = new Set(["td", "th"]);

/** The lines of a page as a browser would show it: no scripts, no styles, nothing fetched. */
export function readHtmlLines(bytes: Uint8Array, onLine: (line: string) => void): void {
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, 2048));
  const declared = /(?:charset|encoding)\s*=\s*["']?([\w-]+)/i.exec(start)?.[1];
  let line = "";
  let unseenDepth = 0;
  const breakAt = (name: string) => {
    if (cells.has(name)) line += " ";
    else if (!inline.has(name)) {
      if (line.trim() !== "") onLine(line);
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
}

export async function extractHtml(
  path: string,
  collector: PassageCollector,
  maxCharacters: number,
): Promise<null> {
  const sections = numberedSections(collector);
  readHtmlLines(await readStart(path, maxCharacters), sections.addLine);
  sections.end();
  return null;
}
