import { spawnSync } from "node:child_process";
import { readlinkSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { leaveNetwork, searchPath } from "./leave-network.ts";

/** What a process may see of this machine's files, beside the system's own programs, libraries and fonts. */
export interface Sight {
  /** Files and folders that it may read. */
  reads?: readonly string[] | undefined;
  /** Those that it may write to as well. */
  writes?: readonly string[] | undefined;
  /** Whether it starts others, which go with it: they see each other, and no process beside. Else it sees itself alone. */
  starts?: boolean | undefined;
}

const below = (folder: string, names: string): string[] =>
  names.split(" ").map((name) => `${folder}/${name}`);

/** Not all of `/usr`, nor `/opt`: this system itself may stand there, with its data. Of `/etc`, what is nobody's secret. */
const system = [
  ...[
    "/bin",
    "/sbin",
    "/lib",
    "/lib32",
    "/lib64",
    "/libx32",
    "/nix/store",
    "/gnu/store",
    "/var/cache/fontconfig",
  ],
  ...below("/usr", "bin sbin lib lib32 lib64 libx32 libexec share"),
  ...below("/usr/local", "bin lib lib64 share"),
  ...below("/etc", "alternatives fonts ghostscript ld.so.cache libreoffice localtime papersize"),
];
const devices = below("/dev", "null zero full random urandom");
/** What programs ask of the machine itself. */
const facts = below("/proc", "cpuinfo meminfo stat version sys/vm/overcommit_memory");

/**
 * Makes another root of the folders $1, the empty files $2, the links $3 and what is to be mounted on them, $4, and becomes the
 * command that follows, without any privilege. 126 says that it came to nothing, as `neverStarted` has it. `/sys` is there on
 * every machine, and nothing in it is wanted.
 */
const script = `PATH=${searchPath}
there=$PWD
IFS='
'
set -f
{
  mount -t tmpfs -o mode=755,size=1m none /sys && cd /sys && mkdir -p $1 || exit 126
  for file in $2; do : > "$file" || exit 126; done
  for link in $3; do ln -s "\${link#*:}" "\${link%%:*}" || exit 126; done
  echo "$4" | sed "s:/proc/SELF:/proc/$$:" > mounts && mount -a -T /sys/mounts && pivot_root . . && umount -l . || exit 126
} > /dev/null 2>&1
shift 4
cd "$there" 2> /dev/null || cd /
unset PWD OLDPWD SHLVL
exec setpriv --no-new-privs --inh-caps=-all --bounding-set=-all "$@"`;

const isOfSystem = (file: string): boolean => system.some((folder) => file.startsWith(`${folder}/`));

const linkAt = (place: string): string | null => {
  try {
    return readlinkSync(place);
  } catch {
    return null;
  }
};

/** As the system's table of mounts writes what it takes for the end of a name. */
const quoted = (name: string): string =>
  name.replace(/[\s\\#]/g, (found) => `\\${found.charCodeAt(0).toString(8).padStart(3, "0")}`);

const lines = (items: Iterable<string>): string => [...items].join("\n");

const planOf = ({ reads = [], writes = [], starts = false }: Sight): string[] => {
  const folders = new Set(starts ? ["proc"] : ["proc/self"]);
  const files = new Set<string>();
  const links = new Set<string>();
  const mounts = new Map<string, string>();
  if (starts) mounts.set("/proc", "proc /sys/proc proc ro,nosuid,nodev,noexec 0 0");
  else mounts.set("/proc", "/proc/SELF /sys/proc/self none rbind,ro,nosuid,nodev,noexec 0 0");
  const show = (place: string, options: string) => {
    const found = statSync(place, { throwIfNoEntry: false });
    if (!found) return;
    const shown = place.slice(1);
    folders.add(found.isDirectory() ? shown : path.dirname(shown));
    if (!found.isDirectory()) files.add(shown);
    mounts.set(place, `${quoted(place)} ${quoted(`/sys${place}`)} none ${options} 0 0`);
  };
  const showRead = (place: string) => show(place, "rbind,ro,nosuid,nodev");
  for (const place of system) {
    const target = linkAt(place);
    if (target === null) showRead(place);
    // A link of the system's stays one: many lead from one of its folders to another.
    else links.add(`${place.slice(1)}:${target}`);
    folders.add(path.dirname(place.slice(1)));
  }
  for (const place of devices) show(place, "bind");
  if (!starts) for (const place of facts) showRead(place);
  for (const place of reads) if (!isOfSystem(path.resolve(place))) showRead(path.resolve(place));
  for (const place of writes) show(path.resolve(place), "rbind");
  return [folders, files, links, mounts.values()].map(lines);
};

/** Where a program's parts lie that does not stand among the system's own: LibreOffice as its makers pack it, say. */
export const homeOf = (program: string): string[] => {
  if (!path.isAbsolute(program) || !statSync(program, { throwIfNoEntry: false })) return [];
  const file = realpathSync(program);
  if (isOfSystem(file)) return [];
  const folder = path.dirname(file);
  const beside = ["lib", "share"].map((name) => path.join(folder, "..", name));
  const name = path.basename(folder);
  const parts = name === "program" ? [path.dirname(folder)] : name === "bin" ? [folder, ...beside] : [folder];
  return [...parts, program];
};

const behind = (sight: Sight): string[] => {
  const [unshare, ...options] = leaveNetwork();
  const apart = sight.starts ? ["--pid", "--fork", "--kill-child"] : [];
  return unshare
    ? [unshare, ...options, "--mount", ...apart, "/bin/sh", "-c", script, "sh", ...planOf(sight)]
    : [];
};

const known = new Map<boolean, boolean>();

/** Whether what opens strangers' files sees none of this machine's other files. */
export const canShutIn = (starts = false): boolean => {
  const [program, ...args] = known.has(starts) ? [] : behind({ starts });
  if (program)
    known.set(starts, spawnSync(program, [...args, "true"], { env: { PATH: searchPath } }).status === 0);
  return known.get(starts) ?? false;
};

/**
 * What to put before a command so that it has no network, no privileges, and sees of all files only what it may: a namespace of
 * its own in which nothing else is mounted. Where none can be made, it has no network; where not even that, this is empty.
 */
export const shutIn = (sight: Sight): readonly string[] =>
  canShutIn(sight.starts) ? behind(sight) : leaveNetwork();
