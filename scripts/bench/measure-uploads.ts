import { mkdir } from "node:fs/promises";
import path from "node:path";
import { compareInTurns } from "./median.ts";
import type { Bench, BenchServer } from "./open-bench.ts";
import { startProcess } from "./start-process.ts";
import { startTransferClient, type TransferClient } from "./transfers.ts";

export const fileBytes = 50_000_000;
const bytesPerMb = 1_000_000;

const compareUploads = (
  bench: Bench,
  client: TransferClient,
  ours: { url: string; cookie: string },
  bareUrl: string,
  load: { atOnce: number; count: number },
) =>
  compareInTurns(
    bench.options.rounds,
    () => client.measure({ ...ours, ...load, uploadBytes: fileBytes, isMultipart: true }),
    () => client.measure({ url: bareUrl, ...load, uploadBytes: fileBytes }),
  );

/** Multipart uploads beside a handler that only hashes, syncs and renames; the same client and disk for both. */
export const measureUploads = async (bench: Bench, server: BenchServer) => {
  const directory = path.join(bench.directory, "bare-uploads");
  await mkdir(directory);
  const bare = await startProcess("scripts/bench/bare/upload-server.ts", { arguments: [directory] });
  const client = await startTransferClient();
  try {
    const ours = { url: `${server.address}/api/uploads`, cookie: server.cookie };
    const bareUrl = `http://127.0.0.1:${bare.ready.port}/`;
    const once = { atOnce: 1, count: 1, uploadBytes: fileBytes };
    await client.measure({ ...ours, ...once, isMultipart: true });
    await client.measure({ url: bareUrl, ...once });
    const single = await compareUploads(bench, client, ours, bareUrl, { atOnce: 1, count: 4 });
    const four = await compareUploads(bench, client, ours, bareUrl, { atOnce: 4, count: 8 });
    return {
      "upload.ratio": single.ratio,
      "upload.ratio4": four.ratio,
      "upload.mbPerSecond": single.ours / bytesPerMb,
      "upload.bareMbPerSecond": single.bare / bytesPerMb,
      "upload.mbPerSecond4": four.ours / bytesPerMb,
      "upload.bareMbPerSecond4": four.bare / bytesPerMb,
    };
  } finally {
    await client.stop();
    await bare.stop();
  }
};
