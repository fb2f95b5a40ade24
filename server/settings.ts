import { z } from "zod";

/** Characters. */
export const shortestSecret = 32;

const gibibyte = 1024 ** 3;

const text = z.string().trim().min(1);
const flag = z.enum(["true", "false"]).transform((value) => value === "true");
const httpAddress = z.url({
  protocol: /^https?$/,
  error: "is not an address that begins with http:// or https://",
});
const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

/** Every variable of the environment that is read, as the README lists them. */
export const variables = z.object({
  HOST: text.default("127.0.0.1"),
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  PUBLIC_URL: httpAddress.optional(),
  DATA_DIR: text.default("data"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  AUTH_SECRET: z.string().min(shortestSecret, `needs at least ${shortestSecret} characters`).optional(),
  METRICS_TOKEN: z.string().min(16).optional(),
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  UPLOAD_MAX_BYTES: z.coerce
    .number()
    .int()
    .positive()
    .default(2 * gibibyte),
  CAMPUS_QUOTA_BYTES: z.coerce
    .number()
    .int()
    .positive()
    .default(500 * gibibyte),
  SHUTDOWN_GRACE_MS: z.coerce.number().int().min(0).default(15_000),
  TIME_ZONE: text.default("Asia/Shanghai").refine(isTimeZone, "is not the name of a time zone"),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: "is not an address that begins with postgres://" })
    .optional(),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(200).default(12),
  S3_ENDPOINT: httpAddress.optional(),
  S3_REGION: text.default("us-east-1"),
  S3_BUCKET: text.optional(),
  S3_ACCESS_KEY_ID: text.optional(),
  S3_SECRET_ACCESS_KEY: text.optional(),
  S3_PUBLIC_ENDPOINT: httpAddress.optional(),
  S3_REDIRECT_DOWNLOADS: flag.default(true),
  MEILI_URL: httpAddress.optional(),
  MEILI_API_KEY: text.optional(),
  MEILI_INDEX_PREFIX: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,40}$/)
    .default("commons"),
  CLAMAV_HOST: text.optional(),
  CLAMAV_PORT: z.coerce.number().int().min(1).max(65535).optional(),
  CLAMAV_SOCKET: text.optional(),
  // What clamd takes unless told otherwise (StreamMaxLength, MaxFileSize), and the most that it can ever look at.
  CLAMAV_MAX_BYTES: z.coerce
    .number()
    .int()
    .min(1)
    .max(2 * gibibyte - 1)
    .default(100 * 1024 ** 2),
  SOFFICE_PATH: text.default("soffice"),
  GOTENBERG_URL: httpAddress.optional(),
  FFMPEG_PATH: text.default("ffmpeg"),
  INDEXER_CONCURRENCY: z.coerce.number().int().min(1).max(32).default(2),
  INDEXER_PORT: z.coerce.number().int().min(0).max(65535).optional(),
});

export type Variables = z.infer<typeof variables>;

/** Settings that mean something only together; `optional` ones only beside all the others. */
export const groups = {
  s3: {
    needed: ["S3_ENDPOINT", "S3_BUCKET", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"],
    optional: ["S3_PUBLIC_ENDPOINT"],
  },
  meili: { needed: ["MEILI_URL", "MEILI_API_KEY"], optional: [] },
  clamav: { needed: ["CLAMAV_HOST", "CLAMAV_PORT"], optional: [] },
} as const;

export type Given = Record<string, string | undefined>;

/** A group of settings is complete or absent; half of one is a mistake worth stopping for. */
const listHalfSetGroups = (given: Given): string[] =>
  Object.values(groups).flatMap(({ needed, optional }) => {
    const present = [...needed, ...optional].filter((key) => given[key] !== undefined);
    const missing = needed.filter((key) => given[key] === undefined);
    if (present.length === 0 || missing.length === 0) return [];
    const verb = present.length === 1 ? "is" : "are";
    return [`${present.join(", ")} ${verb} set, so ${missing.join(", ")} must be set too (or none of them).`];
  });

/** One daemon, by one way. */
const listRivals = (given: Given): string[] =>
  given.CLAMAV_SOCKET !== undefined && (given.CLAMAV_HOST !== undefined || given.CLAMAV_PORT !== undefined)
    ? ["CLAMAV_SOCKET is set, so CLAMAV_HOST and CLAMAV_PORT must not be set (or the other way round)."]
    : [];

/** What is wrong with settings that are each usable, in words that say what to set. */
export const listContradictions = (given: Given): string[] => [
  ...listHalfSetGroups(given),
  ...listRivals(given),
];
