import { randomUUID } from "node:crypto";
import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { S3BlobStore } from "../../server/modules/storage/s3-blob-store.ts";
import { testBlobStore } from "../support/blob-store-suite.ts";
import { testPartialBlobs } from "../support/partial-blobs-suite.ts";
import { externalS3Server, type S3TestServer, startS3Server } from "../support/s3-server.ts";
import { bytesOf, sha256Of, someBytes, sourceOf } from "../support/streams.ts";

const MiB = 1024 * 1024;
const tuning = { partBytes: 5 * MiB, copyPartBytes: 7 * MiB };
const largeBytes = 12 * MiB + 17;

/** `honoursAskedHeaders`: fauxqs ignores response-content-type and its like; S3 and SeaweedFS do not. */
const testOn = (start: () => Promise<S3TestServer>, name: string, honoursAskedHeaders: boolean): void => {
  const open = async () => {
    const server = await start();
    const blobs = new S3BlobStore(server.options, tuning);
    await blobs.prepare();
    return { server, blobs };
  };

  const openStore = async () => {
    const { server, blobs } = await open();
    return {
      blobs,
      leftovers: () => blobs.removeStaged(new Date("2999-01-01")),
      close: async () => {
        for await (const { sha256 } of blobs.list()) await blobs.remove(sha256);
        blobs.close();
        await server.stop();
      },
    };
  };
  testBlobStore(name, openStore, largeBytes);
  testPartialBlobs(name, openStore, largeBytes);

  describe(`${name} and its bucket`, () => {
    it("makes a missing bucket, once", async () => {
      const server = await start();
      const blobs = new S3BlobStore(server.options, tuning);
      await expect(blobs.check()).rejects.toMatchObject({ status: 503 });
      await blobs.prepare();
      await blobs.prepare();
      await blobs.check();
      blobs.close();
      await server.stop();
    });

    it("gives an address that serves the blob with its Chinese name and type", async () => {
      const { server, blobs } = await open();
      const bytes = someBytes(1000);
      await blobs.write(sourceOf(bytes), { maxBytes: MiB });
      const contentDisposition = `attachment; filename="_.pdf"; filename*=UTF-8''%E6%95%99%E6%A1%88.pdf`;
      const headers = { contentType: "application/pdf", contentDisposition };
      const address = await blobs.presignDownload(sha256Of(bytes), headers, 60);
      const asked = new URL(address ?? "").searchParams;
      expect(asked.get("response-content-type")).toBe("application/pdf");
      expect(asked.get("response-content-disposition")).toBe(contentDisposition);
      const answer = await fetch(address ?? "");
      expect(answer.status).toBe(200);
      if (honoursAskedHeaders) {
        expect(answer.headers.get("content-type")).toBe("application/pdf");
        expect(answer.headers.get("content-disposition")).toBe(contentDisposition);
      }
      expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
      const part = await fetch(address ?? "", { headers: { range: "bytes=10-19" } });
      expect(part.status).toBe(206);
      expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(10, 20))).toBe(true);
      await blobs.remove(sha256Of(bytes));
      blobs.close();
      await server.stop();
    });
  });
};

testOn(startS3Server, "the S3 store on fauxqs", false);

const external = externalS3Server();
if (external) testOn(async () => externalS3Server() ?? external, external.name, true);
else console.warn("SKIPPED: the blob store suite on a real S3 server, since S3_TEST_ENDPOINT is not set");

describe("where the S3 store sends browsers", () => {
  const options = {
    endpoint: "http://storage.internal:9000",
    region: "us-east-1",
    bucket: "files",
    accessKeyId: "test",
    secretAccessKey: "test",
    redirectDownloads: true,
  };
  const headers = { contentType: "text/plain", contentDisposition: "attachment" };
  const sha256 = sha256Of(Buffer.from("a"));

  it("names the public address, with the bucket in the path, and an end", async () => {
    const blobs = new S3BlobStore({ ...options, publicEndpoint: "https://files.example.cn" });
    const address = new URL((await blobs.presignDownload(sha256, headers, 120)) ?? "");
    expect(address.origin + address.pathname).toBe(`https://files.example.cn/files/blobs/${sha256}`);
    expect(address.searchParams.get("X-Amz-Expires")).toBe("120");
    expect(address.searchParams.get("response-content-disposition")).toBe("attachment");
    blobs.close();
  });

  it("names none where redirecting is switched off", async () => {
    const blobs = new S3BlobStore({ ...options, redirectDownloads: false });
    expect(await blobs.presignDownload(sha256, headers, 60)).toBeNull();
    blobs.close();
  });
});

describe("an S3 server with a whole blob to give", () => {
  it("copies in parts what is larger than one copy may be", async () => {
    const server = await startS3Server();
    const blobs = new S3BlobStore(server.options, { ...tuning, copyPartBytes: 5 * MiB });
    await blobs.prepare();
    const bytes = someBytes(16 * MiB + 1);
    const { sha256 } = await blobs.write(sourceOf(bytes), { maxBytes: 20 * MiB });
    expect((await bytesOf(await blobs.read(sha256))).equals(bytes)).toBe(true);
    blobs.close();
    await server.stop();
  });
});

describe("an S3 server with an unfinished file that is whole", () => {
  it("copies it once, however often it is kept, and again where the copy is gone", async () => {
    const server = await startS3Server();
    const blobs = new S3BlobStore(server.options, tuning);
    await blobs.prepare();
    const { partials } = blobs;
    const id = randomUUID();
    const bytes = someBytes(1000);
    const blob = { sha256: sha256Of(bytes), sizeBytes: bytes.length };
    await partials.create(id, bytes.length);
    await partials.append(id, 0, sourceOf(bytes));
    for (let time = 0; time < 3; time += 1) await partials.keep(id, blob);
    expect(server.copies()).toBe(1);
    await blobs.remove(blob.sha256);
    await partials.keep(id, blob);
    expect(server.copies()).toBe(2);
    expect((await bytesOf(await blobs.read(blob.sha256))).equals(bytes)).toBe(true);
    blobs.close();
    await server.stop();
  });
});

describe("an S3 server and many slow lines", () => {
  it("takes what a quick one sends while hundreds have each sent but a byte", async () => {
    const server = await startS3Server();
    const blobs = new S3BlobStore(server.options, tuning);
    await blobs.prepare();
    const { partials } = blobs;
    const slow = await Promise.all(
      Array.from({ length: 200 }, async () => {
        const id = randomUUID();
        await partials.create(id, 10);
        const line = new PassThrough();
        line.write("a");
        return { line, appended: partials.append(id, 0, line).catch(() => {}) };
      }),
    );
    const id = randomUUID();
    await partials.create(id, 10);
    try {
      expect(await partials.append(id, 0, sourceOf(someBytes(10)))).toBe(10);
    } finally {
      for (const { line } of slow) line.destroy();
      await Promise.all(slow.map(({ appended }) => appended));
      blobs.close();
      await server.stop();
    }
  });
});
