import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

/** Another account for a program that refuses to run as root. */
export interface Account {
  uid: number;
  gid: number;
}

const accountNamed = (name: string): Account | null => {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(":") ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null;
};

/**
 * Whom PostgreSQL runs as when we are root: the owner of an existing data directory, else the system's postgres account,
 * else nobody. Null where we are not root and no change is needed.
 */
export const accountForPostgres = (dataDirectory: string): Account | null => {
  if (process.getuid?.() !== 0) return null;
  if (existsSync(dataDirectory)) {
    const { uid, gid } = statSync(dataDirectory);
    if (uid !== 0) return { uid, gid };
  }
  const account = accountNamed("postgres") ?? accountNamed("nobody");
  if (!account)
    throw new Error("PostgreSQL cannot run as root, and there is neither a postgres nor a nobody account.");
  return account;
};

const everyoneMayPass = 0o001;

/** Whether an account may walk down to a directory: each one above must let it pass. */
const canReach = (account: Account, directory: string): boolean => {
  for (let current = path.resolve(directory); ; current = path.dirname(current)) {
    const { uid, mode } = statSync(current);
    if (uid !== account.uid && (mode & everyoneMayPass) === 0) return false;
    if (current === path.dirname(current)) return true;
  }
};

const setpriv = ["/usr/bin/setpriv", "/bin/setpriv"];

/**
 * The command line that runs `command` as the account. Where a directory above is closed to it (a checkout below /root),
 * the program keeps the two capabilities that let it pass: PostgreSQL minds the user id, not capabilities. It looks for its
 * parts with access(2), though, which forgets capabilities unless `no_setuid_fixup` is set.
 */
export const commandAs = (
  account: Account | null,
  command: string[],
  neededDirectories: string[],
): { command: string[]; account: Account | null } => {
  if (!account || neededDirectories.every((directory) => canReach(account, directory)))
    return { command, account };
  const program = setpriv.find((candidate) => existsSync(candidate));
  if (!program) {
    throw new Error(
      `As root, PostgreSQL runs as another account, which cannot reach ${neededDirectories.join(" and ")}. ` +
        "Move the project out of a closed directory such as /root, or install setpriv (package util-linux).",
    );
  }
  const { uid, gid } = account;
  const capability = "+dac_override,+dac_read_search";
  const wrapped = [
    program,
    `--reuid=${uid}`,
    `--regid=${gid}`,
    "--clear-groups",
    "--securebits=+no_setuid_fixup",
    `--inh-caps=${capability}`,
    `--ambient-caps=${capability}`,
    ...command,
  ];
  return { command: wrapped, account: null };
};
