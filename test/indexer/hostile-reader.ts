import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { Worker } from "node:worker_threads";
import { startGuard } from "../../indexer/extract/start-guard.ts";

/** Stands in for a reader that a file has taken over: tries what it may not, and tells what came of it. */
const [folder, port, secret, parentId] = process.argv.slice(2);
startGuard({ memoryMb: 512 });

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error);

const outcomeOf = (act: () => unknown): string => {
  try {
    act();
    return "done";
  } catch (error) {
    return codeOf(error);
  }
};

/** In a thread with options of its own, which Node holds to none of the permissions. */
const inThread = async (code: string): Promise<string> => {
  try {
    await once(new Worker(code, { eval: true, execArgv: [] }), "exit");
    return "done";
  } catch (error) {
    return codeOf(error);
  }
};

const reach = (): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect(Number(port), "127.0.0.1", () => resolve("done"));
    socket.once("error", (error) => resolve(codeOf(error)));
  });

const tryAll = async (): Promise<Record<string, string>> => ({
  read: outcomeOf(() => readFileSync(`${folder}/kept`)),
  readSecret: outcomeOf(() => readFileSync(secret as string)),
  readParent: outcomeOf(() => readFileSync(`/proc/${parentId}/environ`)),
  write: outcomeOf(() => writeFileSync(`${folder}/made`, "x")),
  overwrite: outcomeOf(() => writeFileSync(`${folder}/kept`, "x")),
  remove: outcomeOf(() => rmSync(`${folder}/kept`)),
  writeInThread: await inThread(`require("node:fs").writeFileSync(${JSON.stringify(`${folder}/made`)}, "x")`),
  start: outcomeOf(() => {
    const { error } = spawnSync("true");
    if (error) throw error;
  }),
  reach: await reach(),
  load: outcomeOf(() => process.dlopen({ exports: {} }, `${folder}/kept`)),
});

process.on("message", async () => {
  process.send?.({ environment: { ...process.env }, outcomes: await tryAll() });
});
