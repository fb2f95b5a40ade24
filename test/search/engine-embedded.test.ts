import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { EmbeddedIndex } from "../../server/modules/search/embedded-index.ts";
import { describeSearchIndexChanges } from "../support/search-index-changes-suite.ts";
import { describeSearchRanking } from "../support/search-index-ranking-suite.ts";
import { describeSearchSlips } from "../support/search-index-slips-suite.ts";
import { describeSearchIndex } from "../support/search-index-suite.ts";

const directories: string[] = [];

async function open(): Promise<EmbeddedIndex> {
  const directory = await mkdtemp(join(tmpdir(), "search-"));
  directories.push(directory);
  const index = new EmbeddedIndex({ directory, role: "writer" });
  await index.rebuild(async () => {});
  return index;
}

describeSearchIndex("the embedded engine", open);
describeSearchIndexChanges("changes to the embedded engine", open);
describeSearchRanking("the order of the embedded engine", open);
describeSearchSlips("slips and suggestions of the embedded engine", open);

afterAll(async () => {
  for (const directory of directories) await rm(directory, { recursive: true, force: true });
});
