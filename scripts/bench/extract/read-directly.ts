import { createExtractor, type ExtractResult } from "../../../indexer/extract/index.ts";
import { createOfficeConverter } from "../../../indexer/office/index.ts";
import { readConfig } from "../../../server/config.ts";
import { median } from "../median.ts";
import type { CorpusFile } from "./list-corpus.ts";
import type { RunRecord } from "./run-record.ts";
import { tellProgress } from "./tell-progress.ts";
import { watchTreeMemory } from "./tree-memory.ts";

/** As many as the system takes at once by default, and as the machine has that the figures are meant for. */
const atOnce = 2;
const rounds = 3;

/** What teachers mostly hand in; neither the former formats nor what is broken, and nothing that needs an hour's music. */
const isOrdinary = ({ name, format, hasText, sizeBytes }: CorpusFile): boolean =>
  name.startsWith("documents") &&
  /^(docx|pptx|xlsx)$/.test(format) &&
  hasText === true &&
  sizeBytes < 10_000_000;

const read = (extractor: ReturnType<typeof createExtractor>, { path }: CorpusFile): Promise<ExtractResult> =>
  extractor.extract({ path, mediaType: "application/octet-stream", fileName: path });

/** What each file costs by itself, with the office program where that is needed and there. */
export async function costEachFile(files: CorpusFile[], record: RunRecord): Promise<void> {
  const office = createOfficeConverter(readConfig().office);
  const extractor = createExtractor({ office });
  const tell = tellProgress("one by one", files.length);
  try {
    for (const [index, file] of files.entries()) {
      tell(index + 1);
      if (record.of(file).cost) continue;
      const stopWatching = watchTreeMemory(process.pid);
      const started = performance.now();
      await read(extractor, file);
      const seconds = (performance.now() - started) / 1000;
      record.add(file, { cost: { seconds, mostMb: stopWatching().mostWithOfficeMb } });
    }
  } finally {
    extractor.close();
    await office.close();
  }
}

/** Ordinary office files a second, two at a time; the start of the processes counts in the first round only. */
export async function measureRate(files: CorpusFile[]): Promise<number> {
  const ordinary = files.filter(isOrdinary);
  const extractor = createExtractor({ workers: atOnce });
  const rates: number[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      const started = performance.now();
      await Promise.all(ordinary.map((file) => read(extractor, file)));
      rates.push(ordinary.length / ((performance.now() - started) / 1000));
    }
  } finally {
    extractor.close();
  }
  return median(rates);
}
