import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { findProgram } from "./find-program.ts";

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

const variables = z.object({
  HOST: text.default("127.0.0.1"),
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  PUBLIC_URL: httpAddress.optional(),
  DATA_DIR: text.default("data"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  AUTH_SECRET: z.string().min(32, "needs at least 32 characters").optional(),
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

type Variables = z.infer<typeof variables>;

/** Every problem with the settings at once, each in words that say what to set. */
export class ConfigError extends Error {
  readonly problems: string[];
  constructor(problems: string[]) {
    super(`The settings are not usable:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
    this.name = "ConfigError";
    this.problems = problems;
  }
}

/** Settings that mean something only together; `optional` ones only beside all the others. */
const groups = {
  s3: {
    needed: ["S3_ENDPOINT", "S3_BUCKET", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"],
    optional: ["S3_PUBLIC_ENDPOINT"],
  },
  meili: { needed: ["MEILI_URL", "MEILI_API_KEY"], optional: [] },
  clamav: { needed: ["CLAMAV_HOST", "CLAMAV_PORT"], optional: [] },
} as const;

type Given = Record<string, string | undefined>;

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

/** The group's settings if they are there; that they are all there has been checked. */
const groupOf = <Key extends keyof Variables>(
  values: Variables,
  keys: readonly Key[],
): { [K in Key]: NonNullable<Variables[K]> } | null =>
  keys.every((key) => values[key] === undefined)
    ? null
    : (values as { [K in Key]: NonNullable<Variables[K]> });

/** A secret made once and kept beside the data, so that sessions outlive a restart. */
const keptSecret = (dataDir: string): string => {
  const file = path.join(dataDir, "auth-secret");
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    try {
      writeFileSync(file, randomBytes(32).toString("hex"), { mode: 0o600, flag: "wx" });
    } catch (error) {
      // Server and indexer may both be starting for the first time: the first writer wins.
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
  return readFileSync(file, "utf8").trim();
};

/** What reads the pictures of scanned documents: both programs, or none. */
const findRecognition = (searchPath?: string): { pdftoppm: string; tesseract: string } | null => {
  const [pdftoppm, tesseract] = ["pdftoppm", "tesseract"].map((name) => findProgram(name, searchPath));
  return pdftoppm && tesseract ? { pdftoppm, tesseract } : null;
};

/** Reads and checks all settings. Throws ConfigError naming every problem. The only reader of the environment. */
export const readConfig = (environment: NodeJS.ProcessEnv = process.env) => {
  const given: Given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = variables.safeParse(given);
  const unusable = parsed.error?.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`) ?? [];
  const problems = [...unusable, ...listHalfSetGroups(given), ...listRivals(given)];
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const values = parsed.data;
  const s3 = groupOf(values, groups.s3.needed);
  const meili = groupOf(values, groups.meili.needed);
  const clamav = groupOf(values, groups.clamav.needed);
  const daemon = values.CLAMAV_SOCKET
    ? { socket: values.CLAMAV_SOCKET }
    : clamav && { host: clamav.CLAMAV_HOST, port: clamav.CLAMAV_PORT };

  // What is more than the scanner takes could never be given to anybody: it is not even received.
  const maxBytes = daemon
    ? Math.min(values.UPLOAD_MAX_BYTES, values.CLAMAV_MAX_BYTES)
    : values.UPLOAD_MAX_BYTES;

  const dataDir = path.resolve(values.DATA_DIR);
  return {
    http: {
      host: values.HOST,
      port: values.PORT,
      publicUrl: values.PUBLIC_URL ?? `http://${values.HOST}:${values.PORT}`,
      trustProxyHops: values.TRUST_PROXY,
      metricsToken: values.METRICS_TOKEN ?? null,
      shutdownGraceMs: values.SHUTDOWN_GRACE_MS,
    },
    log: { level: values.LOG_LEVEL },
    dataDir,
    timeZone: values.TIME_ZONE,
    authSecret: values.AUTH_SECRET ?? keptSecret(dataDir),
    uploads: { maxBytes, campusQuotaBytes: values.CAMPUS_QUOTA_BYTES },
    database: { url: values.DATABASE_URL ?? null, poolSize: values.DATABASE_POOL_SIZE },
    blobs: {
      directory: path.join(dataDir, "blobs"),
      s3: s3 && {
        endpoint: s3.S3_ENDPOINT,
        region: values.S3_REGION,
        bucket: s3.S3_BUCKET,
        accessKeyId: s3.S3_ACCESS_KEY_ID,
        secretAccessKey: s3.S3_SECRET_ACCESS_KEY,
        publicEndpoint: values.S3_PUBLIC_ENDPOINT,
        redirectDownloads: values.S3_REDIRECT_DOWNLOADS,
      },
    },
    search: {
      directory: path.join(dataDir, "search"),
      meili: meili && {
        url: meili.MEILI_URL,
        apiKey: meili.MEILI_API_KEY,
        indexPrefix: values.MEILI_INDEX_PREFIX,
      },
    },
    scanner: daemon && { daemon, maxBytes: values.CLAMAV_MAX_BYTES },
    office: {
      soffice: findProgram(values.SOFFICE_PATH, environment.PATH),
      gotenbergUrl: values.GOTENBERG_URL ?? null,
    },
    recognition: findRecognition(environment.PATH),
    ffmpeg: findProgram(values.FFMPEG_PATH, environment.PATH),
    indexer: { concurrency: values.INDEXER_CONCURRENCY, port: values.INDEXER_PORT ?? null },
  };
};

export type Config = ReturnType<typeof readConfig>;

/** The environment of a process that this one starts: this one's, with these settings. */
export const environmentWith = (settings: Record<string, string>): NodeJS.ProcessEnv => ({
  ...process.env,
  ...settings,
});
