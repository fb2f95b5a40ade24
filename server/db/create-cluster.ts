import { spawn } from "node:child_process";
import { chownSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
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

/**
 * Removes what killed attempts left beside. An initdb outlives whoever started it and may be writing there still: then what
 * is left goes with the next start.
 */
export const removeDeadAttempts = (directory: string): void => {
  const [parent, name] = [path.dirname(directory), path.basename(directory)];
  for (const left of readdirSync(parent)) {
    if (!left.startsWith(`${name}.making`)) continue;
    try {
      rmSync(path.join(parent, left), { recursive: true, force: true });
    } catch {
      // nobody needs it gone now
    }
  }
};

/** Creates the cluster in a folder of this attempt's own, then renames it: a half-made cluster is never mistaken for one. */
export const createCluster = async (cluster: NewCluster): Promise<void> => {
  const { directory, account, initdb } = cluster;
  const attempt = mkdtempSync(`${directory}.making-`);
  const [making, passwordFile] = [path.join(attempt, "cluster"), path.join(attempt, "password")];
  mkdirSync(making, { mode: 0o700 });
  writeFileSync(passwordFile, cluster.password, { mode: 0o600 });
  if (account)
    for (const place of [attempt, making, passwordFile]) chownSync(place, account.uid, account.gid);
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
    renameSync(making, directory);
  } finally {
    rmSync(attempt, { recursive: true, force: true });
  }
};
