import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";

/**
 * A run of characters that stand in one line. The six numbers are ten-thousandths of the page's width and height, as its
 * picture shows it: where the run's lower left corner lies, the way along its characters to the last one's end, and the way
 * across them to the upper edge; so a run may stand at any angle. One without numbers is what lies between two others: a
 * space or the end of a line.
 */
export type PageRun =
  | [text: string]
  | [text: string, x: number, y: number, alongX: number, alongY: number, acrossX: number, acrossY: number];

/** The words of a page, 1-based, in their order. */
export interface PageWords {
  page: number;
  runs: PageRun[];
}

/** What is said on a page: where a question's words are looked for. */
export const textOfPage = ({ runs }: Pick<PageWords, "runs">): string => runs.map(([text]) => text).join("");

/** One thousandth of a page is less than a hair on a screen; a tenth of that is less than a pixel of its largest picture. */
export const pageUnits = 10_000;

/** Of all pages of a file before they are packed: five times what a hundred pages full of text need. */
export const mostWordBytes = 4_000_000;

/** One page's words as they are packed: a line of text. */
export const formatPageWords = (words: PageWords): string => `${JSON.stringify(words)}\n`;

/** All pages' lines in few bytes. */
export const packPageWords = (lines: string): Promise<Buffer> => promisify(gzip)(lines);

/** What was packed, page by page, so that whoever reads may let others have their turn in between. */
export async function* unpackPageWords(packed: Buffer): AsyncGenerator<PageWords> {
  const lines = await promisify(gunzip)(packed, { maxOutputLength: mostWordBytes });
  for (let start = 0; start < lines.length; ) {
    const end = lines.indexOf("\n", start);
    if (end < 0) return;
    yield JSON.parse(lines.toString("utf8", start, end)) as PageWords;
    start = end + 1;
  }
}

/** The pages of two, in their order; of a page that both have, what the second says. Each is in its own order. */
export async function* joinPageWords(
  pages: AsyncIterable<PageWords> | Iterable<PageWords>,
  instead: readonly PageWords[],
): AsyncGenerator<PageWords> {
  let next = 0;
  for await (const one of pages) {
    for (; (instead[next]?.page ?? Number.POSITIVE_INFINITY) < one.page; next += 1)
      yield instead[next] as PageWords;
    if (instead[next]?.page !== one.page) yield one;
  }
  yield* instead.slice(next);
}
