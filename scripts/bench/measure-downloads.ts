import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { unitId } from "../seed-units.ts";
import { listPath } from "./measure-list.ts";
import { measureRequests, type RequestFigures } from "./measure-requests.ts";
import { fileBytes } from "./measure-uploads.ts";
import { compareInTurns, median } from "./median.ts";
import type { Bench, BenchServer } from "./open-bench.ts";
import { createDraft, publishDraft } from "./publish-over-http.ts";
import { startProcess } from "./start-process.ts";
import { startTransferClient } from "./transfers.ts";

const bytesPerMb = 1_000_000;

/** A published resource with this one file. Answers the file's address. */
const publishFile = async (server: BenchServer, bytes: Buffer): Promise<string> => {
  const fields = { title: "公开课实录", kind: "teaching-case" };
  const { id, fileId } = await createDraft(server, fields, { name: "公开课实录.bin", bytes });
  await publishDraft(server, id, unitId("group1"));
  return `${server.address}/api/resources/${id}/files/${fileId}`;
};

/** Downloads beside a plain read stream of the same bytes with the same chunk. */
export const measureDownloads = async (bench: Bench, server: BenchServer) => {
  const bytes = randomBytes(fileBytes);
  const url = await publishFile(server, bytes);
  const file = path.join(bench.directory, "bare-download");
  await writeFile(file, bytes);
  const bare = await startProcess("scripts/bench/bare/download-server.ts", { arguments: [file] });
  const bareUrl = `http://127.0.0.1:${bare.ready.port}/`;
  const client = await startTransferClient();
  const compare = (load: { atOnce: number; count: number }) =>
    compareInTurns(
      bench.options.rounds,
      () => client.measure({ url, cookie: server.cookie, ...load }),
      () => client.measure({ url: bareUrl, ...load }),
    );
  try {
    await client.measure({ url, cookie: server.cookie, atOnce: 1, count: 2 });
    await client.measure({ url: bareUrl, atOnce: 1, count: 2 });
    const single = await compare({ atOnce: 1, count: 10 });
    const four = await compare({ atOnce: 4, count: 20 });
    return {
      "download.ratio": single.ratio,
      "download.ratio4": four.ratio,
      "download.mbPerSecond": single.ours / bytesPerMb,
      "download.bareMbPerSecond": single.bare / bytesPerMb,
      "download.mbPerSecond4": four.ours / bytesPerMb,
      "download.bareMbPerSecond4": four.bare / bytesPerMb,
    };
  } finally {
    await client.stop();
    await bare.stop();
  }
};

/** How long lists take while four downloads run without a pause. */
export const measureInterference = async (bench: Bench, server: BenchServer) => {
  const url = await publishFile(server, randomBytes(fileBytes));
  const client = await startTransferClient();
  const { rounds, seconds } = bench.options;
  const figures: RequestFigures[] = [];
  const rates: number[] = [];
  try {
    await measureRequests(server.address, [listPath], { connections: 8, seconds, cookie: server.cookie });
    for (let round = 0; round < rounds; round++) {
      const finish = client.keepGoing({ url, cookie: server.cookie, atOnce: 4 });
      figures.push(
        await measureRequests(server.address, [listPath], { connections: 1, seconds, cookie: server.cookie }),
      );
      rates.push(await finish());
    }
    return {
      "interference.p50Ms": median(figures.map((figure) => figure.p50Ms)),
      "interference.p99Ms": median(figures.map((figure) => figure.p99Ms)),
      "interference.requestsPerSecond": median(figures.map((figure) => figure.requestsPerSecond)),
      "interference.downloadMbPerSecond": median(rates) / bytesPerMb,
    };
  } finally {
    await client.stop();
  }
};
