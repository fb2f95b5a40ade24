import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { unitId } from "../seed-units.ts";
import { listPath } from "./measure-list.ts";
import { measureRequests, type RequestFigures } from "./measure-requests.ts";
import { fileBytes } from "./measure-uploads.ts";
import { compareInTurns, median } from "./median.ts";
import type { Bench, BenchServer } from "./open-bench.ts";
import { startProcess } from "./start-process.ts";
import { startTransferClient } from "./transfers.ts";

const bytesPerMb = 1_000_000;

const sendJson = async (server: BenchServer, address: string, init: RequestInit) => {
  const reply = await fetch(server.address + address, {
    ...init,
    headers: { cookie: server.cookie, ...init.headers },
  });
  if (!reply.ok) throw new Error(`${address} answered ${reply.status}: ${await reply.text()}`);
  return (await reply.json()) as { id: string; files: { id: string }[] };
};

/** A published resource with this one file, made as a teacher would. Answers the file's address. */
export const publishFile = async (server: BenchServer, bytes: Buffer): Promise<string> => {
  const form = new FormData();
  form.set("file", new Blob([new Uint8Array(bytes)]), "公开课实录.bin");
  const upload = await sendJson(server, "/api/uploads", { method: "POST", body: form });
  const asJson = (body: object): RequestInit => ({
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const draft = { title: "公开课实录", kind: "teaching-case", files: [{ uploadId: upload.id }] };
  const resource = await sendJson(server, "/api/resources", asJson(draft));
  await sendJson(server, `/api/resources/${resource.id}/publish`, asJson({ sharedWith: unitId("group1") }));
  return `${server.address}/api/resources/${resource.id}/files/${resource.files[0]?.id}`;
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
