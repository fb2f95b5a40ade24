import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { extname, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { startExtractor } from "./extract-files.ts";

const corpus = resolve(process.env.CORPUS_DIR ?? "../shared/corpus");
const isThere = existsSync(corpus);
if (!isThere)
  console.warn(`SKIPPED: extraction from real files; there is no corpus at ${corpus} (set CORPUS_DIR).`);

const readable = /\.(docx?|pptx?|xlsx?|od[tps]|rtf|epub|pdf)$/i;

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(join(corpus, folder), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

describe.skipIf(!isThere)("real files", () => {
  it.each(["documents", "hostile", "variants"])(
    "all give a result: %s",
    { timeout: 600_000 },
    async (folder) => {
      const extractor = startExtractor({ workers: 2 });
      const counts: Record<string, number> = {};
      const files = await listFiles(folder);
      let readableFiles = 0;
      let readyFiles = 0;
      await Promise.all(
        files.map(async (path) => {
          const result = await extractor.extract({
            path,
            fileName: path,
            mediaType: "application/octet-stream",
          });
          const outcome = result.status === "ready" ? "ready" : `${result.status}: ${result.reason}`;
          const key = `${extname(path).toLowerCase()} ${outcome}`;
          counts[key] = (counts[key] ?? 0) + 1;
          if (!readable.test(path)) return;
          readableFiles += 1;
          if (result.status === "ready") readyFiles += 1;
        }),
      );
      console.info(folder, counts);
      expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(files.length);
      if (folder === "documents") expect(readyFiles / readableFiles).toBeGreaterThanOrEqual(0.97);
    },
  );
});
