import type { BlobStore } from "./blob-store.ts";
import { FileBlobStore } from "./file-blob-store.ts";
import { S3BlobStore } from "./s3-blob-store.ts";
import type { S3Options } from "./s3-client-config.ts";

/** The blob store that the configuration asks for, ready to be used: S3 where it is set, else files in `directory`. */
export const createBlobStore = async (config: {
  directory: string;
  s3: S3Options | null;
}): Promise<BlobStore> => {
  if (!config.s3) return new FileBlobStore({ directory: config.directory });
  const store = new S3BlobStore(config.s3);
  await store.prepare();
  return store;
};
