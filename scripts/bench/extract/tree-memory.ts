import { readdirSync, readFileSync } from "node:fs";

const everyMs = 250;
const bytesPerMb = 1_000_000;

const read = (pid: string, file: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "latin1");
  } catch {
    return "";
  }
};

/** A process and all that it started, directly and not. */
function descendantsOf(pid: number): string[] {
  const children = new Map<string, string[]>();
  for (const name of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    const parent = /^PPid:\s+(\d+)$/m.exec(read(name, "status"))?.[1] ?? "";
    children.set(parent, [...(children.get(parent) ?? []), name]);
  }
  const found: string[] = [];
  const waiting = [String(pid)];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    found.push(next);
    waiting.push(...(children.get(next) ?? []));
  }
  return found;
}

const kilobytes = (text: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(text)?.[1] ?? 0);

/** What is shared between processes is counted once, as Linux divides it among them (Pss). */
const sharedMb = (pid: string): number => (kilobytes(read(pid, "smaps_rollup"), "Pss") * 1024) / bytesPerMb;

const isOffice = (pid: string): boolean => /soffice|oosplash/.test(read(pid, "comm"));

export interface TreeMemory {
  /** The most that the process and its readers held together, in MB. */
  mostMb: number;
  /** The same with the office program that it may have started. */
  mostWithOfficeMb: number;
}

/** Looks at a process and its children from now on; the answer stops it. */
export function watchTreeMemory(pid: number): () => TreeMemory {
  let mostMb = 0;
  let mostWithOfficeMb = 0;
  const look = () => {
    let own = 0;
    let office = 0;
    for (const process of descendantsOf(pid)) {
      if (isOffice(process)) office += sharedMb(process);
      else own += sharedMb(process);
    }
    mostMb = Math.max(mostMb, own);
    mostWithOfficeMb = Math.max(mostWithOfficeMb, own + office);
  };
  const timer = setInterval(look, everyMs);
  return () => {
    clearInterval(timer);
    look();
    return { mostMb, mostWithOfficeMb };
  };
}
