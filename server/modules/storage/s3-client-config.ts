import type { S3ClientConfig } from "@aws-sdk/client-s3";

export interface S3Options {
  endpoint: string;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** Where browsers reach the server, if not at `endpoint`. */
  publicEndpoint?: string | undefined;
  /** Whether downloads are redirected to presigned addresses; otherwise they stream through. */
  redirectDownloads: boolean;
}

/** Sizes and waits that suit a server in the same building; tests make them small. */
export interface S3Tuning {
  /** Bodies up to here are put at once; larger ones go up in parts of this size (5 MiB at least). */
  partBytes: number;
  /** Larger objects are copied in parts of this size: S3 copies 5 GiB at most, and each call must end in `timeoutMs`. */
  copyPartBytes: number;
  timeoutMs: number;
  maxAttempts: number;
}

const MiB = 1024 * 1024;
export const usualTuning: S3Tuning = {
  partBytes: 8 * MiB,
  copyPartBytes: 512 * MiB,
  timeoutMs: 60_000,
  maxAttempts: 4,
};

/** How every client of the object storage speaks to it. */
export const s3ClientConfig = (options: S3Options, tuning: S3Tuning, endpoint: string): S3ClientConfig => ({
  endpoint,
  region: options.region,
  credentials: { accessKeyId: options.accessKeyId, secretAccessKey: options.secretAccessKey },
  forcePathStyle: true,
  // The SDK's CRC32 trailers are unknown to several S3 servers; requests carry a signed SHA-256 of the body anyway.
  requestChecksumCalculation: "WHEN_REQUIRED",
  responseChecksumValidation: "WHEN_REQUIRED",
  maxAttempts: tuning.maxAttempts,
  requestHandler: {
    connectionTimeout: Math.min(5_000, tuning.timeoutMs),
    requestTimeout: tuning.timeoutMs,
    throwOnRequestTimeout: true,
    socketTimeout: tuning.timeoutMs,
    httpAgent: { maxSockets: 200, keepAlive: true },
    httpsAgent: { maxSockets: 200, keepAlive: true },
  },
});
