import { startFauxqs } from "fauxqs";
import type { S3Options } from "../../server/modules/storage/index.ts";

export interface S3TestServer {
  name: string;
  options: S3Options;
  stop: () => Promise<void>;
}

const keys = { region: "us-east-1", accessKeyId: "test", secretAccessKey: "test-secret" };
const bucketName = (): string => `campus-${crypto.randomUUID()}`;

/** An S3 server of its own over HTTP, gone with the test. */
export const startS3Server = async (): Promise<S3TestServer> => {
  const server = await startFauxqs({ port: 0, host: "127.0.0.1", logger: false });
  const endpoint = `http://127.0.0.1:${server.port}`;
  return {
    name: "the S3 store on fauxqs",
    options: { ...keys, endpoint, bucket: bucketName(), redirectDownloads: true },
    stop: () => server.stop(),
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
