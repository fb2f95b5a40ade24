import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { S3BlobStore } from "../../server/modules/storage/s3-blob-store.ts";
import { type FaultProxy, startFaultProxy } from "../support/fault-proxy.ts";
import { type S3TestServer, startS3Server } from "../support/s3-server.ts";
import { bytesOf, sha256Of, someBytes, sourceOf } from "../support/streams.ts";

const MiB = 1024 * 1024;
const roomy = { maxBytes: 100 * MiB };
const small = 1000;
const large = 12 * MiB + 1;
const slowDown = {
  kind: "answer",
  status: 503,
  headers: { "content-type": "application/xml" },
  body: "<?xml version='1.0'?><Error><Code>SlowDown</Code><Message>Reduce your request rate.</Message></Error>",
} as const;

describe("the S3 store behind a bad line", () => {
  let server: S3TestServer;
  let proxy: FaultProxy;
  let blobs: S3BlobStore;
  let direct: S3BlobStore;
  beforeAll(async () => {
    server = await startS3Server();
    proxy = await startFaultProxy(server.options.endpoint);
    const tuning = { partBytes: 5 * MiB, maxAttempts: 3, timeoutMs: 1_500 };
    blobs = new S3BlobStore({ ...server.options, endpoint: proxy.address }, tuning);
    direct = new S3BlobStore(server.options);
    await direct.prepare();
  });
  afterEach(() => {
    proxy.heal();
    proxy.seen.length = 0;
  });
  afterAll(async () => {
    blobs.close();
    direct.close();
    await proxy.close();
    await server.stop();
  });

  const expectStored = async (bytes: Buffer): Promise<void> => {
    expect((await bytesOf(await direct.read(sha256Of(bytes)))).equals(bytes)).toBe(true);
    expect(await direct.removeStaged(new Date("2999-01-01"))).toBe(0);
  };
  const expectNothingLeft = async (bytes: Buffer): Promise<void> => {
    expect(await direct.size(sha256Of(bytes))).toBeNull();
    expect(await direct.removeStaged(new Date("2999-01-01"))).toBe(0);
  };
  const count = (pattern: RegExp): number => proxy.seen.filter((line) => pattern.test(line)).length;

  it.each([
    ["is told to slow down", slowDown],
    ["meets an internal error", { ...slowDown, status: 500, body: "" }],
    ["loses the connection", { kind: "reset" }],
    ["loses the connection half-way", { kind: "reset", afterBytes: 500 }],
    ["loses the answer to what was done", { kind: "apply-then-reset" }],
    ["gets no answer at all", { kind: "silence" }],
  ] as const)("stores a small file that %s twice", async (_what, fault) => {
    const bytes = someBytes(small);
    proxy.inject({ method: "PUT", times: 2, fault });
    await blobs.write(sourceOf(bytes), roomy);
    await expectStored(bytes);
  });

  it.each([0, 1, 2])("stores a large file although part %i is refused, cut off and lost", async (part) => {
    const bytes = someBytes(large);
    const path = new RegExp(`partNumber=${part + 1}`);
    proxy.inject({ method: "PUT", path, fault: slowDown });
    proxy.inject({ method: "PUT", path, fault: { kind: "reset", afterBytes: 3 * MiB } });
    await blobs.write(sourceOf(bytes), roomy);
    await expectStored(bytes);
  });

  it.each([
    ["beginning the parts", "POST", /\?uploads/],
    ["completing the parts", "POST", /uploadId=/],
    ["copying to the hash", "PUT", /blobs\//],
    ["deleting the staged copy", "DELETE", /staging\//],
  ] as const)("stores a large file although the answer to %s is lost", async (_what, method, path) => {
    const bytes = someBytes(large);
    proxy.inject({ method, path, fault: { kind: "apply-then-reset" } });
    await blobs.write(sourceOf(bytes), roomy);
    await expectStored(bytes);
  });

  it.each([
    ["small", small, "PUT", /blobs\//],
    ["large, at its second part", large, "PUT", /partNumber=2/],
    ["large, at its completion", large, "POST", /uploadId=/],
    ["large, at its copy", large, "PUT", /blobs\//],
  ] as const)(
    "fails as unavailable, and leaves nothing, if a file stays refused: %s",
    async (what, size, method, path) => {
      const bytes = someBytes(size);
      proxy.inject({ method, path, times: 99, fault: slowDown });
      await expect(blobs.write(sourceOf(bytes), roomy)).rejects.toMatchObject({ status: 503 });
      await expectNothingLeft(bytes);
      const isCompleted = /copy/.test(what);
      if (!isCompleted) expect(count(/^DELETE .*uploadId=/)).toBe(count(/^POST .*\?uploads/));
    },
  );

  it("says that there is no room where the server says so", async () => {
    const body = "<Error><Code>QuotaExceeded</Code><Message>Full.</Message></Error>";
    proxy.inject({ method: "PUT", times: 99, fault: { ...slowDown, status: 403, body } });
    await expect(blobs.write(sourceOf(someBytes(small)), roomy)).rejects.toMatchObject({ status: 507 });
  });

  it("does not take a write for done that the server does not show", async () => {
    const unseen = { method: "HEAD", path: /blobs\// };
    proxy.inject({ ...unseen, fault: { kind: "answer", status: 404 } });
    const first = blobs.write(sourceOf(someBytes(small)), roomy);
    await expect(first).rejects.toMatchObject({ code: "storage.unconfirmed" });
    proxy.inject({ ...unseen, fault: { kind: "answer", status: 200, headers: { "content-length": "7" } } });
    const second = blobs.write(sourceOf(someBytes(small)), roomy);
    await expect(second).rejects.toMatchObject({ code: "storage.unconfirmed" });
  });

  it.each([
    ["cut off", { kind: "cut-answer", afterBytes: MiB }],
    ["altered by one bit", { kind: "corrupt-answer", atByte: MiB }],
  ] as const)("ends a download in an error where the answer is %s", async (_what, fault) => {
    const bytes = someBytes(2 * MiB);
    const { sha256 } = await direct.write(sourceOf(bytes), roomy);
    proxy.inject({ method: "GET", path: /blobs\//, fault });
    await expect(blobs.read(sha256).then(bytesOf)).rejects.toMatchObject({ status: 503 });
    expect((await bytesOf(await blobs.read(sha256))).equals(bytes)).toBe(true);
  });

  it("refuses a whole answer to a question for a part", async () => {
    const bytes = someBytes(small);
    const { sha256 } = await direct.write(sourceOf(bytes), roomy);
    const body = bytes.toString("latin1");
    proxy.inject({ method: "GET", fault: { kind: "answer", status: 200, body } });
    await expect(blobs.read(sha256, { start: 1, end: 2 })).rejects.toMatchObject({ status: 503 });
  });

  it("gives back the room of uploads that were never completed, page by page", async () => {
    const upload = (key: string, day: string): string =>
      `<Upload><Key>${key}</Key><UploadId>id-${key}</UploadId><Initiated>${day}T00:00:00.000Z</Initiated></Upload>`;
    const page = (uploads: string, more: string): string =>
      `<?xml version="1.0"?><ListMultipartUploadsResult>${more}${uploads}</ListMultipartUploadsResult>`;
    const more =
      "<IsTruncated>true</IsTruncated><NextKeyMarker>old</NextKeyMarker><NextUploadIdMarker>x</NextUploadIdMarker>";
    const answer = { kind: "answer", status: 200, headers: { "content-type": "application/xml" } } as const;
    const list = { method: "GET", path: /[?&]uploads/ };
    proxy.inject({ ...list, fault: { ...answer, body: page(upload("old", "2020-01-01"), more) } });
    proxy.inject({
      ...list,
      fault: { ...answer, body: page(upload("new", "2030-01-01") + upload("gone", "2020-01-01"), "") },
    });
    proxy.inject({ method: "DELETE", path: /id-old/, fault: { kind: "answer", status: 204 } });
    expect(await blobs.removeStaged(new Date("2025-01-01"))).toBe(2);
    const aborted = proxy.seen.filter((line) => line.startsWith("DELETE"));
    expect(aborted.map((line) => /uploadId=id-(\w+)/.exec(line)?.[1])).toEqual(["old", "gone"]);
  });

  it("knows the end of an unfinished file that is whole also where a server lists no parts of it any more", async () => {
    const id = randomUUID();
    await blobs.partials.create(id, small);
    await blobs.partials.append(id, 0, sourceOf(someBytes(small)));
    const body = "<?xml version='1.0'?><ListPartsResult><IsTruncated>false</IsTruncated></ListPartsResult>";
    proxy.inject({ method: "GET", path: /uploadId=/, fault: { ...slowDown, status: 200, body } });
    expect(await blobs.partials.offset(id)).toBe(small);
    await blobs.partials.remove(id);
  });

  it("is found unavailable, and available again, without a restart", async () => {
    proxy.inject({ times: 99, fault: { kind: "reset" } });
    await expect(blobs.check()).rejects.toMatchObject({ status: 503 });
    await expect(blobs.size(sha256Of(Buffer.from("x")))).rejects.toMatchObject({ status: 503 });
    proxy.heal();
    await blobs.check();
  });
});
