import type { PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { PageWords } from "../../server/modules/resources/index.ts";
import { type PlacedItem, pageRuns, type TextStyle } from "./page-runs.ts";

/** A page of a newspaper has some thousand runs of 10 000 characters. */
const mostItems = 4000;
const mostCharacters = 20_000;
/** Of processor time; an ordinary page takes some milliseconds. */
const pageMs = 1500;
const fileMs = 8000;

type Reader = ReadableStreamDefaultReader<{ items: object[]; styles: Record<string, TextStyle> }>;

const processorMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Reads the words of one page after the other, for as long as a file's words are worth. */
export function createWordReader() {
  let leftMs = fileMs;
  const unread: Reader[] = [];

  const readItems = async (page: PDFPageProxy) => {
    const reader: Reader = page.streamTextContent().getReader();
    const until = processorMs() + Math.min(pageMs, leftMs);
    const items: PlacedItem[] = [];
    const styles: Record<string, TextStyle> = {};
    let characters = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { items, styles };
      Object.assign(styles, value.styles);
      for (const item of value.items as PlacedItem[]) {
        items.push(item);
        characters += item.str.length;
        if (items.length >= mostItems || characters >= mostCharacters) break;
      }
      if (items.length >= mostItems || characters >= mostCharacters || processorMs() >= until) break;
    }
    // Cancelled now, the library would read the page to its end; not asked for more, it waits.
    unread.push(reader);
    return { items, styles };
  };

  return {
    /** Words of which there are too many are left out. */
    async read(page: PDFPageProxy): Promise<PageWords> {
      const nothing = { page: page.pageNumber, runs: [] };
      if (leftMs <= 0) return nothing;
      const since = processorMs();
      try {
        const { items, styles } = await readItems(page);
        const [left = 0, , right = 0] = page.view;
        return { ...nothing, runs: pageRuns(items, styles, page.getViewport({ scale: 1 }), right - left) };
      } catch {
        return nothing;
      } finally {
        leftMs -= processorMs() - since;
      }
    },
    /** Before the document is closed, which else would wait for what is not read to its end. */
    close(): void {
      // The library takes no cancelling without an error for a reason.
      const reason = new Error("enough words");
      for (const reader of unread) void reader.cancel(reason).catch(() => {});
    },
  };
}
