import path from "node:path";
import { defineConfig } from "vitest/config";

// Tests start programs of the project again and again, each time with the same modules to compile.
process.env.NODE_COMPILE_CACHE ??= path.join(import.meta.dirname, "node_modules/.cache/compiled");

// Each file has a database, a blob store and an index of its own; two at a time suit two cores.
const limits = { maxWorkers: 2, testTimeout: 60_000, hookTimeout: 120_000 };

/** Folders whose tests ask a system through HTTP, or pure functions, and leave nothing running. */
const asking = [
  "events",
  "http",
  "identity",
  "plans",
  "relevance",
  "resources",
  "search",
  "teaching",
  "units",
  "uploads",
  "vocabulary",
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
