import { median } from "../median.ts";
import { residentMb } from "../resident-memory.ts";

const everyMs = 100;

/** Looks at a process's resident memory from now on; the answer stops it and gives the median and the most, in MB. */
export const sampleMemory = (pid: number): (() => { medianMb: number; mostMb: number }) => {
  const samples = [residentMb(pid)];
  const timer = setInterval(() => samples.push(residentMb(pid)), everyMs);
  return () => {
    clearInterval(timer);
    samples.push(residentMb(pid));
    return { medianMb: median(samples), mostMb: Math.max(...samples) };
  };
};
