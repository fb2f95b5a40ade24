import { fileBytes } from "./measure-uploads.ts";
import type { Bench, BenchServer } from "./open-bench.ts";
import { residentMb } from "./resident-memory.ts";
import { startTransferClient } from "./transfers.ts";

const gibibyte = 1024 ** 3;
const sampleEveryMs = 50;

/** How much the server's resident memory rises, at most, while 1 GiB goes up in files of 50 MB, four at once. */
export const measureMemory = async (_bench: Bench, server: BenchServer) => {
  const client = await startTransferClient();
  const job = { url: `${server.address}/api/uploads`, cookie: server.cookie, isMultipart: true };
  try {
    // A first small file loads what any upload needs; what counts is growth with the bytes.
    await client.measure({ ...job, atOnce: 1, count: 1, uploadBytes: 1_000_000 });
    const before = residentMb(server.pid);
    let most = before;
    const sampling = setInterval(() => {
      most = Math.max(most, residentMb(server.pid));
    }, sampleEveryMs);
    const count = Math.ceil(gibibyte / fileBytes);
    await client.measure({ ...job, atOnce: 4, count, uploadBytes: fileBytes });
    clearInterval(sampling);
    return { "upload.memoryGrowthMb": most - before, "upload.memoryPeakMb": most };
  } finally {
    await client.stop();
  }
};
