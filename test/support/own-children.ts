import { readdir, readFile } from "node:fs/promises";

/** The processes that this one has started and whose command has this word in it; they are found in /proc, on Linux. */
export const ownChildren = async (word: string): Promise<number[]> => {
  const found: number[] = [];
  for (const id of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const read = (what: string) => readFile(`/proc/${id}/${what}`, "utf8").catch(() => "");
    const isChild = (await read("status")).includes(`\nPPid:\t${process.pid}\n`);
    if (isChild && (await read("cmdline")).includes(word)) found.push(Number(id));
  }
  return found;
};
