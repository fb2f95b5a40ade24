/** Scanning for malware: bytes to a daemon, its verdict back. */
export { type ClamavOptions, createClamavScanner } from "./clamav-scanner.ts";
export type { Scanner, Verdict } from "./scanner.ts";
