import { type Reply, type RequestOptions, request } from "../support/patient-client.ts";
import { unitOf } from "../support/world.ts";

/** The steps by which a resource of this title comes to be; each has the same Idempotency-Key whenever it is asked for. */
export interface KeyedRequests {
  upload(address: string, title: string, bytes: Buffer): Promise<Reply>;
  create(address: string, title: string, uploadId: string): Promise<Reply>;
  publish(address: string, title: string, resourceId: string): Promise<Reply>;
}

export const askedWithKeys = (cookie: string): KeyedRequests => {
  const post = (address: string, path: string, key: string, content: RequestOptions): Promise<Reply> => {
    const headers = { "Idempotency-Key": encodeURIComponent(key) };
    return request(address, cookie, path, { method: "POST", headers, ...content });
  };
  return {
    upload: (address, title, bytes) =>
      post(address, "/api/uploads", `upload ${title}`, { file: { name: "文件.bin", bytes } }),
    create: (address, title, uploadId) => {
      const json = { title, kind: "lesson-plan", files: [{ uploadId }] };
      return post(address, "/api/resources", `create ${title}`, { json });
    },
    publish: (address, title, resourceId) => {
      const json = { sharedWith: unitOf("group1").id };
      return post(address, `/api/resources/${resourceId}/publish`, `publish ${title}`, { json });
    },
  };
};
