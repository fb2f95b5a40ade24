import { randomBytes } from "node:crypto";
import path from "node:path";
import { findProgram } from "./find-program.ts";
import { keepOnce } from "./keep-once.ts";
import {
  type Given,
  groups,
  listContradictions,
  shortestSecret,
  type Variables,
  variables,
} from "./settings.ts";

/** Every problem with the settings at once, each in words that say what to set. */
export class ConfigError extends Error {
  readonly problems: string[];
  constructor(problems: string[]) {
    super(`The settings are not usable:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
    this.name = "ConfigError";
    this.problems = problems;
  }
}

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
  const secret = keepOnce(file, randomBytes(32).toString("hex"));
  if (secret.length < shortestSecret) {
    throw new ConfigError([
      `${file} holds fewer than ${shortestSecret} characters: put it back from a copy, set AUTH_SECRET, or remove it and everybody signs in again.`,
    ]);
  }
  return secret;
};

/** What reads the pictures of scanned documents: both programs, or none. */
/** `pdfimages` comes with `pdftoppm`; without it fewer scans are read. */
const findRecognition = (searchPath?: string) => {
  const [pdftoppm, pdfimages, tesseract] = ["pdftoppm", "pdfimages", "tesseract"].map((name) =>
    findProgram(name, searchPath),
  );
  return pdftoppm && tesseract ? { pdftoppm, tesseract, pdfimages: pdfimages ?? null } : null;
};

/** Reads and checks all settings. Throws ConfigError naming every problem. The only reader of the environment. */
export const readConfig = (environment: NodeJS.ProcessEnv = process.env) => {
  const given: Given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = variables.safeParse(given);
  const unusable = parsed.error?.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`) ?? [];
  const problems = [...unusable, ...listContradictions(given)];
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
