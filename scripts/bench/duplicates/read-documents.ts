import { createExtractor } from "../../../indexer/extract/index.ts";
import { createOfficeConverter } from "../../../indexer/office/index.ts";
import { readConfig } from "../../../server/config.ts";
import { listCorpus } from "../extract/list-corpus.ts";

export interface ReadDocument {
  name: string;
  text: string;
  /** Of the same document as LibreOffice, where there is one, prints it. */
  printed: string | null;
}

/** How many are printed as PDF: it takes seconds for each. */
const mostPrinted = 16;
const mostBytes = 3_000_000;

/** The documents of a corpus that have text, as the indexer reads them. */
export async function readDocuments(corpus: string): Promise<ReadDocument[]> {
  const office = createOfficeConverter(readConfig().office);
  const extractor = createExtractor({ workers: 2, office });
  const read = async (path: string): Promise<string | null> => {
    const result = await extractor.extract({ path, mediaType: "application/octet-stream", fileName: path });
    return result.status === "ready" ? result.passages.map((passage) => passage.text).join("\n") : null;
  };
  const print = async (path: string): Promise<string | null> => {
    const pdf = await office.convert({ path, extension: "docx", to: "pdf" });
    if (pdf.status === "failed") return null;
    return read(pdf.path).finally(() => pdf.remove());
  };
  try {
    const files = listCorpus(corpus).filter(({ name }) => name.startsWith("documents"));
    const printable = files
      .filter(({ format, sizeBytes }) => format === "docx" && sizeBytes < mostBytes)
      .slice(0, mostPrinted);
    const documents = await Promise.all(
      files.map(async (file) => {
        const text = await read(file.path);
        const printed = text && printable.includes(file) ? await print(file.path) : null;
        return text ? [{ name: file.name, text, printed }] : [];
      }),
    );
    return documents.flat();
  } finally {
    extractor.close();
    await office.close();
  }
}
