import { spawn } from "node:child_process";
import { chownSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Account, commandAs } from "./run-as.ts";

export interface NewCluster {
  directory: string;
  user: string;
  password: string;
  account: Account | null;
  initdb: string;
}

const runInitdb = (line: string[], account: Account | null, neededDirectories: string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const run = commandAs(account, line, neededDirectories);
    const child = spawn(run.command[0] as string, run.command.slice(1), {
      stdio: ["ignore", "ignore", "pipe"],
      // Out of the terminal's group: Ctrl-C is for the process that waits here.
      detached: true,
      ...run.account,
    });
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => {
      said += chunk.toString("utf8");
    });
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`PostgreSQL's initdb failed: ${said.trim()}`));
    });
  });

/** Creates the cluster in a folder beside, then renames it: a half-made cluster is never mistaken for one. */
export const createCluster = async (cluster: NewCluster): Promise<void> => {
  const { directory, account, initdb } = cluster;
  const making = `${directory}.making`;
  const passwordFile = `${directory}.pw`;
  for (const left of [making, passwordFile]) rmSync(left, { recursive: true, force: true });
  mkdirSync(making, { mode: 0o700 });
  writeFileSync(passwordFile, cluster.password, { mode: 0o600 });
  if (account) for (const place of [making, passwordFile]) chownSync(place, account.uid, account.gid);
  const line = [
    initdb,
    `--pgdata=${making}`,
    `--username=${cluster.user}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--lc-messages=C",
    "--data-checksums",
  ];
  try {
    await runInitdb(line, account, [path.dirname(directory), path.dirname(initdb)]);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(making, directory);
};
