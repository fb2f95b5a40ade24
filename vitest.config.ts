import path from "node:path";
import { defineConfig } from "vitest/config";

// Tests start programs of the project again and again, each time with the same modules to compile.
process.env.NODE_COMPILE_CACHE ??= path.join(import.meta.dirname, "node_modules/.cache/compiled");

// Each file has a database, a blob store and an index of its own; three at a time keep two cores busy.
const limits = { maxWorkers: 3, testTimeout: 60_000, hookTimeout: 120_000 };

/** Folders whose tests leave nothing running and change nothing of their process. */
const asking = [
  "events",
  "http",
  "identity",
  "imports",
  "indexer",
  "isolation",
  "journeys",
  "plans",
  "previews",
  "relevance",
  "resources",
  "search",
  "storage",
  "sync",
  "teaching",
  "units",
  "uploads",
  "vocabulary",
  "web",
].map((folder) => `test/${folder}/**/*.test.ts`);

export default defineConfig({
  test: {
    globalSetup: ["test/support/start-postgres.ts"],
    projects: [
      { test: { name: "alone", include: ["test/**/*.test.ts"], exclude: asking, ...limits } },
      // Files after one another in one process, which loads the server once: docs/decisions/tests-share-a-process.md.
      { test: { name: "together", include: asking, isolate: false, ...limits } },
    ],
  },
});
