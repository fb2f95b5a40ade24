import { rmSync } from "node:fs";
import { startGuard } from "../extract/start-guard.ts";
import type { UnpackEvent, UnpackLimits } from "./unpack-result.ts";
import { createUnpacker } from "./unpack-zip.ts";

/** What the process that `unpack-archive.ts` starts is told and tells. */
export type ToUnpacker =
  | { kind: "unpack"; archive: string; folder: string; limits: UnpackLimits; isListing: boolean }
  | { kind: "go-on" };
export type FromUnpacker =
  | UnpackEvent
  | { kind: "alive" }
  /** The machine did not let it go on. */
  | { kind: "trouble"; message: string }
  | { kind: "end" };

startGuard({ memoryMb: Number(process.argv[2]) });

let ownFolder: string | null = null;

/** The parent was killed: what it would have taken away goes with it. Not `exit`, which waits for reads that may never end. */
process.on("disconnect", () => {
  if (ownFolder) rmSync(ownFolder, { recursive: true, force: true });
  process.kill(process.pid, "SIGKILL");
});
/** A signal to the whole process group is for the parent to act on: it ends us. */
process.on("SIGINT", () => {});
process.on("SIGTERM", () => {});

let goOn: () => void = () => {};

process.on("message", (message: ToUnpacker) => {
  if (message.kind === "go-on") return goOn();
  ownFolder = message.folder;
  const send = (event: FromUnpacker) => void process.send?.(event);
  const tell = (event: UnpackEvent): Promise<void> =>
    new Promise((resolve) => {
      goOn = resolve;
      send(event);
    });
  const unpack = createUnpacker({ ...message, tell, alive: () => send({ kind: "alive" }) });
  unpack(message.archive).then(
    () => send({ kind: "end" }),
    (error: unknown) => send({ kind: "trouble", message: String(error) }),
  );
});
