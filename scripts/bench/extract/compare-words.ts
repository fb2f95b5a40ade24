import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { createExtractor } from "../../../indexer/extract/index.ts";
import { createOfficeConverter, type OfficeConverter } from "../../../indexer/office/index.ts";
import { readConfig } from "../../../server/config.ts";
import type { CorpusFile } from "./list-corpus.ts";

const run = promisify(execFile);

/** A file with fewer words says little. */
const fewestWords = 20;
/** So many of each format, from the smallest on: a book of a thousand pages would outweigh all others. */
const filesOfFormat = 12;
const formats = ["doc", "docx", "ppt", "pptx", "xls", "xlsx", "pdf", "odp"];

/**
 * The different words of a text: pairs of Chinese characters within a run, since words have no borders, and Latin words.
 * No numbers, which a sheet that is printed shows rounded and grouped.
 */
function wordsOf(text: string): Set<string> {
  const words = new Set<string>();
  for (const run of text
    .normalize("NFKC")
    .toLowerCase()
    .match(/\p{Script=Han}+|\p{Script=Latin}{2,}/gu) ?? []) {
    if (!/\p{Script=Han}/u.test(run)) words.add(run);
    else for (let at = 0; at + 1 < run.length; at += 1) words.add(run.slice(at, at + 2));
  }
  return words;
}

/** What LibreOffice prints of a file and poppler reads of that; null where the two cannot. */
async function readOtherwise(file: CorpusFile, office: OfficeConverter): Promise<string | null> {
  const folder = await mkdtemp(join(tmpdir(), "campus-commons-truth-"));
  const text = join(folder, "text");
  try {
    if (file.format === "pdf") await run("pdftotext", [file.path, text]);
    else {
      const printed = await office.convert({ path: file.path, extension: file.format, to: "pdf" });
      if (printed.status === "failed") return null;
      await run("pdftotext", [printed.path, text]).finally(() => printed.remove());
    }
    return await readFile(text, "utf8");
  } catch {
    return null;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const chooseFiles = (files: CorpusFile[]): CorpusFile[] =>
  formats.flatMap((format) =>
    files
      .filter((file) => file.name.startsWith("documents") && file.format === format && file.hasText === true)
      .sort((a, b) => a.sizeBytes - b.sizeBytes)
      .slice(0, filesOfFormat),
  );

/** How many of the words that other tools find in real documents are in what we read of them. */
export async function compareWords(files: CorpusFile[]): Promise<Record<string, number>> {
  const office = createOfficeConverter(readConfig().office);
  const extractor = createExtractor();
  let [compared, found, all] = [0, 0, 0];
  try {
    for (const file of chooseFiles(files)) {
      const other = wordsOf((await readOtherwise(file, office)) ?? "");
      if (other.size < fewestWords) continue;
      const result = await extractor.extract({
        ...file,
        mediaType: "application/octet-stream",
        fileName: file.name,
      });
      const text = result.status === "ready" ? result.passages.map((passage) => passage.text).join("\n") : "";
      const ours = wordsOf(text);
      const missing = [...other].filter((word) => !ours.has(word));
      compared += 1;
      all += other.size;
      found += other.size - missing.length;
      if (missing.length > other.size * 0.02)
        console.log(
          `${(1 - missing.length / other.size).toFixed(3)} of ${other.size}: ${file.name}: ${missing.slice(0, 12).join(" ")}`,
        );
    }
  } finally {
    extractor.close();
    await office.close();
  }
  return { "extract.wordsFound": all === 0 ? 0 : found / all, "extract.filesCompared": compared };
}
