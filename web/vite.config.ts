import path from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { antStyles } from "./ant-styles.ts";
import { notePackages } from "./packages-hash.ts";

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), antStyles(), notePackages()],
  build: {
    outDir: path.join(import.meta.dirname, "dist"),
    emptyOutDir: true,
    target: "es2022",
    // Small files stay files: the content security policy allows data: for pictures only.
    assetsInlineLimit: 0,
    // What every page needs travels in one file: fifty small ones cost more to fetch, compress and start than they save.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: "start", tags: ["$initial"] }] } } },
    chunkSizeWarningLimit: 1000,
  },
  server: { proxy: { "/api": "http://127.0.0.1:8080" } },
});
