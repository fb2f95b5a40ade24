import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import type { Request, Response } from "express";
import multer from "multer";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DomainError } from "../../server/errors.ts";
import { FileBlobStore } from "../../server/modules/storage/file-blob-store.ts";
import {
  createBlobEngine,
  decodeFileName,
  multerNameOptions,
  type StoredUpload,
  sanitizeFileName,
  storedUploadOf,
} from "../../server/modules/storage/index.ts";
import { bytesOf, sha256Of, someBytes } from "../support/streams.ts";
import { makeTemporaryDirectory, type TemporaryDirectory } from "../support/temporary-directory.ts";

const MiB = 1024 * 1024;
const boundary = "----boundary7MA4YWxk";
type Outcome = { stored?: StoredUpload | undefined; error?: unknown };

describe("an upload through multer into the blob store", () => {
  let directory: TemporaryDirectory;
  let blobs: FileBlobStore;
  let server: Server;
  let outcomes: Promise<Outcome>[];
  let refusals: DomainError[];
  beforeEach(async () => {
    directory = await makeTemporaryDirectory();
    blobs = new FileBlobStore({ directory: directory.path });
    outcomes = [];
    refusals = [];
    const storage = createBlobEngine({
      blobs,
      maxBytes: async () => 8 * MiB,
      onRefused: (_request, error) => refusals.push(error),
    });
    const upload = multer({ storage, ...multerNameOptions }).single("file");
    server = createServer((request, response) => {
      const outcome = new Promise<Outcome>((resolve) => {
        upload(request as Request, response as unknown as Response, (error: unknown) => {
          const { file } = request as Request;
          resolve({ error, stored: file && storedUploadOf(file) });
        });
      });
      outcomes.push(outcome);
      outcome.then(({ error }) => response.writeHead(error ? 400 : 201, { connection: "close" }).end());
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await directory.remove();
  });

  const form = (name: Buffer, content: Buffer, parameter = "filename"): Buffer => {
    const [opening, closing] = parameter === "filename" ? ['"', '"'] : ["UTF-8''", ""];
    return Buffer.concat([
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="file"; ${parameter}=${opening}`),
      name,
      Buffer.from(`${closing}\r\nContent-Type: text/html\r\n\r\n`),
      content,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]);
  };

  /** Sends bytes as they are; cut short, it resets the connection after so many of the body's bytes. */
  const send = async (body: Buffer, cutAfter?: number): Promise<Outcome> => {
    const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
    socket.on("error", () => {});
    socket.resume();
    socket.write(
      `POST / HTTP/1.1\r\nhost: x\r\ncontent-type: multipart/form-data; boundary=${boundary}\r\n` +
        `content-length: ${body.length}\r\n\r\n`,
    );
    await new Promise<void>((resolve) => socket.write(body.subarray(0, cutAfter), () => resolve()));
    if (cutAfter !== undefined) {
      // Only what has arrived can be half-stored: wait until the server has begun.
      await expect.poll(() => outcomes.length).toBeGreaterThan(0);
      socket.resetAndDestroy();
    }
    await expect.poll(() => outcomes.length).toBeGreaterThan(0);
    const outcome = await outcomes[0];
    outcomes.length = 0;
    return outcome ?? {};
  };
  const staged = async () => (await directory.files()).filter((file) => file.startsWith("staging"));

  it.each([1, 65_536, 65_537, 100_000, 131_072, 131_073, 5 * MiB])(
    "stores %i bytes and keeps both ends for sniffing",
    async (size) => {
      const bytes = someBytes(size);
      const { stored } = await send(form(Buffer.from("a.bin"), bytes));
      expect(stored).toMatchObject({
        sha256: sha256Of(bytes),
        sizeBytes: size,
        declaredMediaType: "text/html",
      });
      expect(stored?.head.equals(bytes.subarray(0, 65_536))).toBe(true);
      expect(stored?.tail.equals(bytes.subarray(Math.max(65_536, size - 65_536)))).toBe(true);
      expect((await bytesOf(await blobs.read(sha256Of(bytes)))).equals(bytes)).toBe(true);
    },
  );

  it("refuses an empty file", async () => {
    const { error } = await send(form(Buffer.from("空.docx"), Buffer.alloc(0)));
    expect(error).toMatchObject({ status: 400, code: "upload.empty" });
    expect(await directory.files()).toEqual([]);
  });

  it("refuses what is too large, tells the edge at once, and keeps nothing", async () => {
    const { error } = await send(form(Buffer.from("a.bin"), someBytes(8 * MiB + 1)));
    expect(error).toMatchObject({ status: 413 });
    expect(refusals).toEqual([error]);
    expect(await directory.files()).toEqual([]);
  });

  it.each([0.01, 0.5, 0.99])(
    "keeps nothing of an upload whose client leaves after %d of it",
    async (part) => {
      const body = form(Buffer.from("a.bin"), someBytes(5 * MiB));
      const { error, stored } = await send(body, Math.floor(body.length * part));
      expect(error).toBeDefined();
      expect(stored).toBeUndefined();
      await expect.poll(staged).toEqual([]);
      expect(await directory.files()).toEqual([]);
    },
  );

  it("refuses a form that ends without its last boundary", async () => {
    const whole = form(Buffer.from("a.bin"), someBytes(MiB));
    const { error } = await send(whole.subarray(0, whole.length - 10));
    expect(error).toBeDefined();
    await expect.poll(() => directory.files()).toEqual([]);
  });

  it.each([
    ["UTF-8", Buffer.from("《静夜思》教学设计.docx"), "《静夜思》教学设计.docx"],
    ["GBK", Buffer.from("bdccb0b8", "hex"), "教案"],
    [
      "GBK with a backslash for a second byte",
      Buffer.from("d55cd0c5bdccd3fd2e646f6378", "hex"),
      "誠信教育.docx",
    ],
    [
      "UTF-8 taken for Latin-1 and encoded again",
      Buffer.from(Buffer.from("教案.docx").toString("latin1")),
      "教案.docx",
    ],
    ["a Windows path", Buffer.from("C:\\备课\\教案.docx"), "教案.docx"],
    ["a path upwards", Buffer.from("../../etc/passwd"), "passwd"],
    [
      "escaped line ends and quotes",
      Buffer.from("a%0D%0ASet-Cookie: x=%22y%22.docx"),
      'aSet-Cookie: x="y".docx',
    ],
    ["only dots", Buffer.from("..."), "未命名"],
  ])("reads the name in %s", async (_how, name, expected) => {
    const { stored } = await send(form(name, someBytes(10)));
    expect(sanitizeFileName(decodeFileName(stored?.originalNameBytes ?? Buffer.alloc(0)))).toBe(expected);
  });

  it("reads an RFC 5987 name", async () => {
    const name = Buffer.from(encodeURIComponent("教案.docx"));
    const { stored } = await send(form(name, someBytes(10), "filename*"));
    expect(sanitizeFileName(decodeFileName(stored?.originalNameBytes ?? Buffer.alloc(0)))).toBe("教案.docx");
  });

  it("keeps a blob that multer takes back, since others may share it", async () => {
    const bytes = someBytes(100);
    const good = form(Buffer.from("a.bin"), bytes);
    const unclosedField = Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="x"\r\n\r\nabc`);
    const opened = good.subarray(0, good.length - boundary.length - 6);
    const { error } = await send(Buffer.concat([opened, unclosedField]));
    expect(error).toBeDefined();
    expect(await blobs.size(sha256Of(bytes))).toBe(100);
  });
});
