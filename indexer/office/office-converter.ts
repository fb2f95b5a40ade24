/** What a document can be turned into; `pdf` for its looks, the others for its text. */
export type OfficeTarget = "pdf" | "docx" | "xlsx" | "pptx";

/** Why there is no result. Stable codes. */
export type OfficeReason = "no-converter" | "broken" | "too-large" | "timeout" | "out-of-memory";

export interface OfficeLimits {
  /** From the start of one conversion; waiting for its turn does not count. */
  timeMs: number;
  /** Resident memory of all processes of one conversion, where the system tells it (Linux). */
  memoryMb: number;
  maxInputBytes: number;
  maxOutputBytes: number;
  /** Whether a process is started without network and sight of other files where the system allows it; its settings forbid both all the same, as far as they go. */
  inNamespace: boolean;
}

export const defaultOfficeLimits: OfficeLimits = {
  timeMs: 60_000,
  memoryMb: 512,
  maxInputBytes: 200_000_000,
  maxOutputBytes: 200_000_000,
  inNamespace: true,
};

export interface OfficeInput {
  /** A readable file on this machine; it is not changed. */
  path: string;
  /** What the bytes are, as the usual extension without a dot: `doc`, `ppt`, `odt` … */
  extension: string;
  to: OfficeTarget;
  /** Gives the conversion up, waiting or running. */
  signal?: AbortSignal;
}

/** `remove` deletes the result with its temporary folder; whoever asked calls it. `detail` is for logs only. */
export type OfficeResult =
  | { status: "converted"; path: string; remove(): Promise<void> }
  | { status: "failed"; reason: OfficeReason; detail?: string };

export interface OfficeConverter {
  readonly targets: ReadonlySet<OfficeTarget>;
  /**
   * Turns one document into another format, one at a time; more wait their turn. A document that cannot be converted is
   * a result, never an error; rejects with Unavailable where the converter is closed or its service does not answer,
   * so that the job is tried again, and with the signal's reason where the signal gave it up.
   */
  convert(input: OfficeInput): Promise<OfficeResult>;
  /** Ends what runs; what waits is refused. */
  close(): Promise<void>;
}

export const notConverted = (reason: OfficeReason, detail?: string): OfficeResult => ({
  status: "failed",
  reason,
  ...(detail === undefined ? {} : { detail }),
});
