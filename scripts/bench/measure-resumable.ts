import { compareInTurns } from "./median.ts";
import type { Bench, BenchServer } from "./open-bench.ts";
import { startTransferClient } from "./transfers.ts";

const fileBytes = 200_000_000;
const pieceBytes = 16 * 1024 * 1024;
const bytesPerMb = 1_000_000;

/** Uploads by the tus protocol beside multipart ones to the same server. */
export const measureResumable = async (bench: Bench, server: BenchServer) => {
  const client = await startTransferClient();
  try {
    const { cookie } = server;
    const load = { cookie, atOnce: 1, uploadBytes: fileBytes };
    const inPieces = { ...load, url: `${server.address}/api/uploads/tus`, pieceBytes };
    const whole = { ...load, url: `${server.address}/api/uploads`, isMultipart: true };
    await client.measure({ ...inPieces, count: 1 });
    await client.measure({ ...whole, count: 1 });
    const compared = await compareInTurns(
      bench.options.rounds,
      () => client.measure({ ...inPieces, count: 2 }),
      () => client.measure({ ...whole, count: 2 }),
    );
    return {
      "tus.ratio": compared.ratio,
      "tus.mbPerSecond": compared.ours / bytesPerMb,
      "tus.multipartMbPerSecond": compared.bare / bytesPerMb,
    };
  } finally {
    await client.stop();
  }
};
