import { buildApp } from "fauxqs";
import type { S3Options } from "../../server/modules/storage/index.ts";

export interface S3TestServer {
  name: string;
  options: S3Options;
  stop: () => Promise<void>;
}

const keys = { region: "us-east-1", accessKeyId: "test", secretAccessKey: "test-secret" };
const bucketName = (): string => `campus-${crypto.randomUUID()}`;

interface Part {
  number: number;
  sizeBytes: number;
  etag: string;
}

const partList = (parts: Part[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?><ListPartsResult><IsTruncated>false</IsTruncated>${parts
    .map(
      ({ number, sizeBytes, etag }) =>
        `<Part><PartNumber>${number}</PartNumber><ETag>${etag}</ETag><Size>${sizeBytes}</Size></Part>`,
    )
    .join("")}</ListPartsResult>`;

const noSuchUpload = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>NoSuchUpload</Code></Error>`;

type Fauxqs = ReturnType<typeof buildApp>;

/** fauxqs does not list the parts of an unfinished upload, which S3 does: this notes them as they pass. */
const listParts = (app: Fauxqs): void => {
  const uploads = new Map<string, Map<number, Part>>();
  const asked = (url: string) => new URL(url, "http://localhost").searchParams;
  app.addHook("onRequest", async ({ method, url }, reply) => {
    const uploadId = method === "GET" ? asked(url).get("uploadId") : null;
    if (uploadId === null) return;
    const parts = uploads.get(uploadId);
    reply.type("application/xml");
    await (parts ? reply.send(partList([...parts.values()])) : reply.code(404).send(noSuchUpload));
  });
  app.addHook("onSend", async ({ method, url, headers }, reply, payload) => {
    if (reply.statusCode >= 300) return payload;
    const query = asked(url);
    const uploadId = query.get("uploadId");
    if (query.has("uploads")) {
      const made = /<UploadId>([^<]+)/.exec(String(payload))?.[1];
      if (made) uploads.set(made, new Map());
    } else if (uploadId !== null && method === "PUT") {
      const number = Number(query.get("partNumber"));
      const sizeBytes = Number(headers["x-amz-decoded-content-length"] ?? headers["content-length"]);
      uploads.get(uploadId)?.set(number, { number, sizeBytes, etag: String(reply.getHeader("etag")) });
    } else if (uploadId !== null && method !== "GET") uploads.delete(uploadId);
    return payload;
  });
};

/** An S3 server of its own over HTTP, gone with the test; it counts how often it was asked to copy. */
export const startS3Server = async (): Promise<S3TestServer & { copies(): number }> => {
  const app = buildApp({ logger: false });
  listParts(app);
  let copies = 0;
  app.addHook("onRequest", async ({ headers }) => {
    if (headers["x-amz-copy-source"]) copies += 1;
  });
  const endpoint = await app.listen({ port: 0, host: "127.0.0.1" });
  return {
    name: "the S3 store on fauxqs",
    options: { ...keys, endpoint, bucket: bucketName(), redirectDownloads: true },
    copies: () => copies,
    stop: async () => void (await app.close()),
  };
};

/** The server that S3_TEST_ENDPOINT names (with S3_TEST_ACCESS_KEY_ID and S3_TEST_SECRET_ACCESS_KEY), or null. */
export const externalS3Server = (): S3TestServer | null => {
  const endpoint = process.env.S3_TEST_ENDPOINT;
  if (!endpoint) return null;
  return {
    name: `the S3 store on ${endpoint}`,
    options: {
      endpoint,
      region: process.env.S3_TEST_REGION ?? keys.region,
      bucket: bucketName(),
      accessKeyId: process.env.S3_TEST_ACCESS_KEY_ID ?? keys.accessKeyId,
      secretAccessKey: process.env.S3_TEST_SECRET_ACCESS_KEY ?? keys.secretAccessKey,
      redirectDownloads: true,
    },
    stop: async () => {},
  };
};
