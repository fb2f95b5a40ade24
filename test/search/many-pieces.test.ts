import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { Reader } from "../../server/modules/search/embedded/reader.ts";
import { Writer } from "../../server/modules/search/embedded/writer.ts";
import { searchDocument } from "../support/search-documents.ts";

/** Twice as many pieces as FTS5 has names for: the first half may be one by then. */
const batches = 4100;

test("an index is filled with more batches than its word lists may lie in pieces", {
  timeout: 60_000,
}, () => {
  const directory = mkdtempSync(path.join(tmpdir(), "many-pieces-"));
  const writer = new Writer(directory);
  const reader = new Reader(directory);
  onTestFinished(() => {
    reader.close();
    writer.close();
    rmSync(directory, { recursive: true, force: true });
  });
  const generation = writer.beginRebuild();
  for (let n = 0; n < batches; n += 1) {
    const document = searchDocument(n, { title: "分数" });
    const [preparation] = writer.prepare([document]);
    if (!preparation) throw new Error("nothing was prepared");
    writer.fill(generation, [{ document, ...preparation }]);
  }
  while (!writer.settle(generation));
  writer.finishRebuild(generation);
  expect(reader.count()).toBe(batches);
});
