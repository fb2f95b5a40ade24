import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { malware } from "./fake-clamd.ts";
import { makeTemporaryDirectory } from "./temporary-directory.ts";
import { until } from "./until.ts";

/** Why there is no ClamAV daemon to test against; null where there is one. */
export const clamdMissing: string | null =
  spawnSync("clamd", ["--version"]).status === 0 ? null : "no clamd program on the PATH";

export interface Clamd {
  socket: string;
  stop(): Promise<void>;
}

/** Larger files it does not take. */
export const clamdMaxBytes = 1024 ** 2;

const isListening = (socket: string): Promise<boolean> =>
  new Promise((resolve) => {
    const connection = connect(socket);
    connection.once("connect", () => resolve(true));
    connection.once("error", () => resolve(false));
    connection.once("connect", () => connection.destroy());
  });

const end = (daemon: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    daemon.once("exit", () => resolve());
    daemon.kill("SIGKILL");
  });

/** A real ClamAV daemon whose one signature is that of the tests' own malware. */
export const startClamd = async (): Promise<Clamd> => {
  const directory = await makeTemporaryDirectory();
  const signatures = join(directory.path, "signatures");
  await mkdir(signatures);
  await writeFile(join(signatures, "test.ndb"), `Commons.Test:0:*:${Buffer.from(malware).toString("hex")}\n`);
  const socket = join(directory.path, "clamd.sock");
  const settings = [
    `DatabaseDirectory ${signatures}`,
    `LocalSocket ${socket}`,
    `TemporaryDirectory ${directory.path}`,
    "Foreground yes",
    `StreamMaxLength ${clamdMaxBytes}`,
    `MaxFileSize ${clamdMaxBytes}`,
  ];
  const file = join(directory.path, "clamd.conf");
  await writeFile(file, `${settings.join("\n")}\n`);
  const daemon = spawn("clamd", ["--config-file", file], { stdio: "ignore" });
  await until("clamd listens", () => isListening(socket));
  return {
    socket,
    async stop() {
      await end(daemon);
      await directory.remove();
    },
  };
};
