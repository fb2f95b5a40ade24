import { type S3TestServer, startS3Server } from "./s3-server.ts";

/** A place where a system's blobs lie. */
export interface BlobPlace {
  name: string;
  /** Makes the place, and answers the settings that lead there. */
  environment(): Promise<Record<string, string>>;
  close(): Promise<void>;
}

let s3: S3TestServer;

/** Both kinds of places that there are. */
export const blobPlaces: BlobPlace[] = [
  { name: "files", environment: async () => ({}), close: async () => {} },
  {
    name: "S3",
    environment: async () => {
      s3 = await startS3Server();
      const { endpoint, bucket, accessKeyId, secretAccessKey } = s3.options;
      return {
        S3_ENDPOINT: endpoint,
        S3_BUCKET: bucket,
        S3_ACCESS_KEY_ID: accessKeyId,
        S3_SECRET_ACCESS_KEY: secretAccessKey,
      };
    },
    close: () => s3.stop(),
  },
];
