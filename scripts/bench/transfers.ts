import { type StartedProcess, startProcess } from "./start-process.ts";

export interface TransferJob {
  url: string;
  cookie?: string;
  atOnce: number;
  count: number;
  /** Sends files of this size; without it, fetches. */
  uploadBytes?: number;
  /** As a browser's form would; otherwise the bytes are the whole body. */
  isMultipart?: boolean;
  /** By the tus protocol, in pieces of this size, as the web client does. */
  pieceBytes?: number;
}

export interface TransferResult {
  totalBytes: number;
  seconds: number;
}

/** One client for both sides of a comparison, in a process of its own. */
export interface TransferClient {
  /** Bytes a second. */
  measure(job: TransferJob): Promise<number>;
  /** Goes on until the answer is called. */
  keepGoing(job: Omit<TransferJob, "count">): () => Promise<number>;
  stop(): Promise<void>;
}

const resultOf = async (client: StartedProcess): Promise<number> => {
  const message = (await client.nextMessage()) as TransferResult | { failure: string };
  if ("failure" in message) throw new Error(message.failure);
  return message.totalBytes / message.seconds;
};

export const startTransferClient = async (): Promise<TransferClient> => {
  const client = await startProcess("scripts/bench/transfer-client.ts");
  return {
    async measure(job) {
      client.send({ job });
      return resultOf(client);
    },
    keepGoing(job) {
      client.send({ job: { ...job, count: Number.MAX_SAFE_INTEGER } });
      const result = resultOf(client);
      result.catch(() => {}); // reported where it is awaited
      return () => {
        client.send({ stop: true });
        return result;
      };
    },
    stop: () => client.stop(),
  };
};
