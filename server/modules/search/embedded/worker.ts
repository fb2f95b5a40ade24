import { parentPort, workerData } from "node:worker_threads";
import { prepareSegmentation } from "../segment.ts";
import type { WorkerReply, WorkerRequest, WorkerStart } from "./protocol.ts";
import { Reader } from "./reader.ts";
import { Writer } from "./writer.ts";

const { directory, lane } = workerData as WorkerStart;
type Method = (...parameters: unknown[]) => unknown;

let opened: Reader | Writer | undefined;
// Opened with the first request, so that a failure is the answer to one and not the worker's death.
function side(): Reader | Writer {
  opened ??= lane === "read" ? new Reader(directory) : new Writer(directory);
  return opened;
}

function answer({ call, method, parameters }: WorkerRequest): WorkerReply {
  try {
    const target = side();
    const act = (target as unknown as Record<string, Method>)[method];
    if (!act) throw new Error(`no such method: ${method}`);
    return { call, result: act.apply(target, parameters) };
  } catch (error) {
    return { call, failure: error instanceof Error ? error.message : String(error) };
  }
}

prepareSegmentation();
parentPort?.on("message", (request: WorkerRequest | "close") => {
  if (request !== "close") {
    parentPort?.postMessage(answer(request));
    return;
  }
  opened?.close();
  parentPort?.close();
});
