import { cpus, loadavg, totalmem } from "node:os";

/** What the figures were measured on. */
export const describeMachine = () => ({
  cpu: cpus()[0]?.model ?? "unknown",
  cpus: cpus().length,
  memoryMb: Math.round(totalmem() / 1_000_000),
  node: process.version,
  platform: `${process.platform} ${process.arch}`,
  // A busy machine spoils what follows, so the reader sees how busy it was.
  loadBefore: loadavg().map((load) => Math.round(load * 100) / 100),
});
