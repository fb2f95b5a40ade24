import { chmod, readFile } from "node:fs/promises";
import { writeTemporaryFile } from "../indexer/extract-files.ts";

export interface TracedProgram {
  /** To be called in the program's stead. */
  path: string;
  /** The files that it tried to open until now, and the addresses that it tried to reach. */
  reachedFor(): Promise<{ files: string[]; addresses: string[] }>;
}

/** A script in a file that is removed when the test ends; answers its path. */
export const writeScript = async (lines: string): Promise<string> => {
  const path = await writeTemporaryFile(`#!/bin/sh\n${lines}\n`);
  await chmod(path, 0o755);
  return path;
};

const matches = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, found]) => found as string);

/** Stands in for a program, which it runs under strace, with all that this starts. */
export const traceProgram = async (program: string): Promise<TracedProgram> => {
  const log = await writeTemporaryFile("");
  const traced = "trace=open,openat,connect,sendto,sendmsg";
  return {
    path: await writeScript(`exec strace -f -A -s 4096 -o '${log}' -e ${traced} '${program}' "$@"`),
    async reachedFor() {
      const said = await readFile(log, "utf8");
      return {
        files: matches(said, /open(?:at)?\([^"]*"([^"]+)"/g),
        addresses: matches(said, /inet_(?:addr|pton)\((?:AF_INET6, )?"([^"]+)"/g),
      };
    },
  };
};
