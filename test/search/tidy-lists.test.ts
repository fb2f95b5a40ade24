import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { generationPath } from "../../server/modules/search/embedded/generation.ts";
import { ListPieces } from "../../server/modules/search/embedded/list-pieces.ts";
import { DocumentWriter } from "../../server/modules/search/embedded/write-documents.ts";
import { Writer } from "../../server/modules/search/embedded/writer.ts";
import { resourceId, searchDocument } from "../support/search-documents.ts";

const idleForMs = 10_000;
let directory: string;
let writer: Writer;
let database: DatabaseSync;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  directory = mkdtempSync(path.join(tmpdir(), "tidy-lists-"));
  writer = new Writer(directory, { idleForMs });
  writer.put([searchDocument(0, { title: "开头" })]);
  database = new DatabaseSync(generationPath(directory, 1), { readOnly: true });
});
afterEach(() => {
  database.close();
  writer.close();
  vi.useRealTimers();
  vi.restoreAllMocks();
  rmSync(directory, { recursive: true, force: true });
});

const pieces = () => new ListPieces(database).read()?.all.length;
const withWord = () => Number(database.prepare(`SELECT count(*) AS n FROM terms('"t分数"')`).get()?.n);
const write = (first: number, last: number) => {
  for (let n = first; n <= last; n += 1) writer.put([searchDocument(n, { title: "分数" })]);
};

test("many small changes leave the lists in pieces, which become one when nothing is written any more", () => {
  write(1, 12);
  expect(pieces()).toBeGreaterThan(11);
  vi.advanceTimersByTime(idleForMs - 1);
  expect(pieces()).toBeGreaterThan(11);
  vi.advanceTimersByTime(idleForMs);
  expect(pieces()).toBe(1);
  expect(withWord()).toBe(12);
});

test("lists that take long to merge are merged less often", () => {
  write(1, 12);
  const settle = vi.spyOn(DocumentWriter.prototype, "settle").mockImplementationOnce(() => {
    vi.advanceTimersByTime(60_000);
    return true;
  });
  vi.advanceTimersByTime(idleForMs);
  expect(settle).toHaveBeenCalledTimes(1);
  write(13, 13);
  vi.advanceTimersByTime(29 * 60_000);
  expect(settle).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(60_000 + idleForMs);
  expect(pieces()).toBe(1);
});

test("a few pieces are left as they are", () => {
  write(1, 4);
  const few = pieces();
  vi.advanceTimersByTime(idleForMs * 10);
  expect([few, pieces()]).toEqual([5, 5]);
});

test("what is written and removed meanwhile is there and gone", () => {
  write(1, 12);
  vi.advanceTimersByTime(idleForMs);
  write(13, 17);
  writer.remove([resourceId(3)]);
  vi.advanceTimersByTime(idleForMs * 10);
  expect(withWord()).toBe(16);
});

test("nothing is merged of an index that another is being filled for, and nothing once it is closed", () => {
  const generation = writer.beginRebuild();
  write(1, 12);
  vi.advanceTimersByTime(idleForMs * 10);
  expect(pieces()).toBeGreaterThan(11);
  writer.abandonRebuild(generation);
  write(13, 13);
  writer.close();
  vi.advanceTimersByTime(idleForMs * 10);
  expect(pieces()).toBeGreaterThan(11);
});
