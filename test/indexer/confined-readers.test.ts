import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { canLeaveNetwork } from "../../indexer/leave-network.ts";
import { canShutIn } from "../../indexer/shut-in.ts";
import { startReader } from "../../indexer/start-reader.ts";
import { ownChildren } from "../support/own-children.ts";
import { startListener } from "../support/start-listener.ts";
import { startExtractor, writeTemporaryFile } from "./extract-files.ts";

const secrets = {
  DATABASE_URL: "postgres://somebody:secret@127.0.0.1/commons",
  S3_SECRET_ACCESS_KEY: "secret",
  AUTH_SECRET: "secret",
  NODE_OPTIONS: "--no-warnings",
};

const withSecrets = (): void => {
  for (const [name, value] of Object.entries(secrets)) {
    const before = process.env[name];
    process.env[name] = value;
    onTestFinished(() => {
      if (before === undefined) delete process.env[name];
      else process.env[name] = before;
    });
  }
};

const tryAll = async (nodeOptions: string[] = []) => {
  withSecrets();
  const folder = path.dirname(await writeTemporaryFile(""));
  await writeFile(path.join(folder, "kept"), "kept");
  const { address, requests } = await startListener();
  const child = startReader(new URL("./hostile-reader.ts", import.meta.url), {
    heapMb: 64,
    args: [folder, new URL(address).port, await writeTemporaryFile("secret"), process.pid],
    reads: [folder],
    nodeOptions,
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const told = new Promise((resolve, reject) => {
    child.once("message", resolve);
    child.once("exit", (code, signal) => reject(new Error(`it ended: ${signal ?? code}`)));
  });
  child.send("try");
  return { told: await told, folder, requests };
};

test("a reader that a file has taken over gets no secrets, and can neither read, write, start programs, load code nor reach out", async () => {
  const { told, folder, requests } = await tryAll();
  expect(told).toEqual({
    environment: {},
    outcomes: {
      read: "done",
      readSecret: "ERR_ACCESS_DENIED",
      readParent: "ERR_ACCESS_DENIED",
      write: "ERR_ACCESS_DENIED",
      overwrite: "ERR_ACCESS_DENIED",
      remove: "ERR_ACCESS_DENIED",
      writeInThread: "ERR_ACCESS_DENIED",
      start: "ERR_ACCESS_DENIED",
      reach: canLeaveNetwork() ? "ENETUNREACH" : "done",
      load: "ERR_DLOPEN_DISABLED",
    },
  });
  expect(requests).toEqual(canLeaveNetwork() ? [] : ["connection"]);
  expect((await readdir(folder)).sort()).toEqual(["blob", "kept"]);
  expect(await readFile(path.join(folder, "kept"), "utf8")).toBe("kept");
});

/** As native code may do that a picture has taken over. */
test.skipIf(!canShutIn())(
  "where Node's permissions do not count, other files are not there, and none can be written",
  async () => {
    const { told } = await tryAll(["--allow-fs-read=*", "--allow-fs-write=*"]);
    expect(told).toMatchObject({
      outcomes: {
        read: "done",
        readSecret: "ENOENT",
        readParent: "ENOENT",
        write: "EROFS",
        overwrite: "EROFS",
      },
    });
  },
);

test.skipIf(!existsSync("/proc/self/environ"))("so it is with the process that reads texts", async () => {
  withSecrets();
  const before = await ownChildren("extract-process");
  const path = await writeTemporaryFile("正文");
  await startExtractor().extract({ path, mediaType: "text/plain", fileName: "a.txt" });
  const [reader] = (await ownChildren("extract-process")).filter((id) => !before.includes(id));
  const read = async (what: string) => (await readFile(`/proc/${reader}/${what}`, "utf8")).split("\0");
  const names = (await read("environ")).map((line) => line.split("=")[0]).filter((name) => name !== "");
  expect(names.filter((name) => !/^(NODE_CHANNEL_|MALLOC_)/.test(name as string))).toEqual([]);
  const permissions = (await read("cmdline")).filter((option) => /^--(permission|allow-)/.test(option));
  const isOwn = (option: string) =>
    /^--allow-fs-read=\/.*(indexer|server|node_modules|package\.json|reader-\w{6}|extract)(\/\*)?$/.test(
      option,
    );
  expect(permissions.filter((option) => !isOwn(option))).toEqual(["--permission", "--allow-worker"]);
});
