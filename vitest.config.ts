import path from "node:path";
import { defineConfig } from "vitest/config";

// Tests start programs of the project again and again, each time with the same modules to compile.
process.env.NODE_COMPILE_CACHE ??= path.join(import.meta.dirname, "node_modules/.cache/compiled");

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/start-postgres.ts"],
    // Each file has a database, a blob store and an index of its own; two at a time suit two cores.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
