import { EmbeddedIndex } from "../../server/modules/search/embedded-index.ts";
import { resourceId, searchDocument } from "./search-documents.ts";

/** A process that writes one index as it is told, for tests of several processes. */
const index = new EmbeddedIndex({ directory: process.argv[2] ?? "", role: "writer" });
const done = () => process.send?.("done");

const acts: Record<string, () => Promise<unknown>> = {
  fill: () => index.rebuild((put) => put([searchDocument(1), searchDocument(2)])),
  remove: () => index.remove([resourceId(1)]),
  rebuild: () => index.rebuild((put) => put([1, 2, 3].map((n) => searchDocument(n)))),
  "rebuild-and-hang": () =>
    index.rebuild(async (put) => {
      await put([searchDocument(1)]);
      done();
      await new Promise(() => {});
    }),
};

process.on("message", (act: string) => {
  void acts[act]?.().then(done);
});
