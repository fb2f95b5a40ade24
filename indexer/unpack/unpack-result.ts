/** Why an entry of an archive does not become a file. Stable codes: stored, and shown in words. */
const refusalReasons = [
  "hidden",
  "system",
  "lock-file",
  "unsafe-path",
  "link",
  "encrypted",
  "empty",
  "too-large",
  "unsupported",
  "duplicate-name",
  "bomb",
  "too-many",
  "timeout",
  "nested-too-deep",
  "broken",
  "unreadable",
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

export interface UnpackLimits {
  /** Bytes of one file. */
  mostFileBytes: number;
  /** Bytes inflated in all, nested archives counted with what is in them. */
  mostBytes: number;
  /** Entries in all, those of nested archives, folders and what is refused among them. */
  mostEntries: number;
  /** Of these, files that a teacher put there: no folders, and nothing that the system leaves beside files. */
  mostFiles: number;
  /** An archive inflates to at most so many times its size, but always to `freeBytes`. */
  mostRatio: number;
  freeBytes: number;
  /** Archives within archives: 0 opens none. */
  mostNesting: number;
  /** Without a sign of life for so long the unpacking process is ended. */
  idleMs: number;
  /** So long the unpacking process works at most, in all; the time in which a file is taken from it is not counted. */
  workMs: number;
  heapMb: number;
  memoryMb: number;
}

const mebibyte = 1024 ** 2;

export const defaultUnpackLimits: UnpackLimits = {
  mostFileBytes: 2048 * mebibyte,
  mostBytes: 20 * 1024 * mebibyte,
  mostEntries: 50_000,
  mostFiles: 20_000,
  mostRatio: 200,
  freeBytes: 64 * mebibyte,
  mostNesting: 2,
  idleMs: 60_000,
  workMs: 30 * 60_000,
  heapMb: 192,
  memoryMb: 448,
};

/** What unpacking tells as it goes. Paths are clean: parted by "/", nowhere above the archive, its nested archives as folders. */
export type UnpackEvent =
  /** An archive's directory was read: these files of it come now, each as `file` or as `refused`. */
  | { kind: "listed"; paths: string[] }
  | { kind: "refused"; path: string; reason: RefusalReason }
  /** It lies at `place` until the next event is asked for. */
  | { kind: "file"; path: string; place: string; sizeBytes: number }
  /** An archive as a whole, "" for the outermost. */
  | { kind: "archive-refused"; path: string; reason: RefusalReason };
