import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { password, seedPeople } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { boundary, closing, cookieOf, field, fileForm, multipart, part, postForm } from "./form.ts";

let system: TestSystem;
let cookie: string;
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  cookie = await cookieOf(system, "sanxiao.teacher", password);
});
afterAll(() => system.stop());

const file = part('name="file"; filename="a.txt"', "内容");
const many = (count: number, piece: (index: number) => Buffer) =>
  Buffer.concat(Array.from({ length: count }, (_one, index) => piece(index)));

describe("a form that is not one file", () => {
  test.each<[string, Buffer]>([
    [
      "a hundred thousand fields",
      Buffer.concat([many(100_000, (index) => field(`f${index}`, "v")), closing]),
    ],
    [
      "a hundred thousand files",
      Buffer.concat([many(100_000, (index) => part(`name="file"; filename="${index}.txt"`, "v")), closing]),
    ],
    ["two files in one place", Buffer.concat([file, file, closing])],
    ["a file in another field", Buffer.concat([part('name="photo"; filename="a.txt"', "x"), closing])],
    ["deeply nested fields", Buffer.concat([field(`a${"[b]".repeat(500)}`, "x"), file, closing])],
    ["a field name of 10 000 characters", Buffer.concat([field("n".repeat(10_000), "x"), file, closing])],
    ["a field of a megabyte", Buffer.concat([field("note", "x".repeat(1_000_000)), file, closing])],
    ["a NUL in the file name", fileForm("a\u0000b.txt")],
    ["no name", Buffer.concat([part('filename="a.txt"', "x"), closing])],
    ["no file", Buffer.concat([field("note", "x"), closing])],
    ["an empty file name", Buffer.concat([part('name="file"; filename=""', "x"), closing])],
    ["nothing", closing],
    ["no last boundary", file.subarray(0, file.length - 2)],
    ["half a header", Buffer.from(`--${boundary}\r\nContent-Disp`)],
    ["no boundary of its own", Buffer.from("just bytes")],
    [
      "headers without end",
      Buffer.from(`--${boundary}\r\n${"X-Y: z\r\n".repeat(5000)}\r\nx\r\n--${boundary}--\r\n`),
    ],
  ])("is refused in words: %s", async (_what, body) => {
    const reply = await postForm(system, cookie, body);
    expect([400, 413]).toContain(reply.status);
    expect(reply.body).toMatchObject({ code: expect.stringMatching(/^upload\./) });
  });

  test.each<[string, string]>([
    ["an array index at the end of the numbers", "a[4294967294]"],
    ["the prototype", "__proto__[admin]"],
    ["the constructor", "constructor[prototype][x]"],
    ["an empty name", ""],
  ])("is taken with a harmless extra field or refused, and does no harm: %s", async (_what, name) => {
    const reply = await postForm(system, cookie, Buffer.concat([field(name, "1"), file, closing]));
    expect([201, 400]).toContain(reply.status);
    expect(({} as { admin?: unknown }).admin).toBeUndefined();
    expect(reply.status === 201).toBe(name === "a[4294967294]" || name === "__proto__[admin]");
  });

  test("takes nothing from extra fields", async () => {
    const extras = ["campusId", "personId", "sha256", "mediaType", "id"].map((name) => field(name, "x"));
    const reply = await postForm(system, cookie, Buffer.concat([...extras, file, closing]));
    expect(reply).toMatchObject({ status: 201, body: { name: "a.txt", mediaType: "text/plain" } });
  });

  test.each([
    ["multipart/form-data", 400],
    ["multipart/form-data; boundary=", 400],
    ["multipart/mixed; boundary=x", 415],
    ["application/json", 415],
    ["application/x-www-form-urlencoded", 415],
    ["text/plain", 415],
  ])("is refused by its Content-Type: %s", async (contentType, status) => {
    const reply = await postForm(system, cookie, fileForm("a.txt"), { "Content-Type": contentType });
    expect(reply.status).toBe(status);
  });

  test("is refused compressed", async () => {
    const reply = await postForm(system, cookie, fileForm("a.txt"), { "Content-Encoding": "gzip" });
    expect(reply.status).toBe(415);
  });
});

/** Writes a request as bytes and answers the status line, or "" where the server only closes. */
const exchange = (head: string[], body: Buffer, endAfter: boolean): Promise<string> =>
  new Promise((resolve) => {
    const { port } = new URL(system.address);
    const socket = connect(Number(port), "127.0.0.1");
    let reply = "";
    socket.on("data", (chunk) => {
      reply += chunk.toString();
      if (reply.includes("\r\n\r\n")) socket.destroy();
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve(reply.split("\r\n")[0] as string));
    const lines = [
      "POST /api/uploads HTTP/1.1",
      "Host: x",
      `Cookie: ${cookie}`,
      `Content-Type: ${multipart}`,
    ];
    socket.write(`${[...lines, ...head].join("\r\n")}\r\n\r\n`);
    socket.write(body);
    if (endAfter) socket.end();
  });

describe("a length that lies", () => {
  const form = fileForm("a.txt");
  test.each<[string, string[], RegExp]>([
    ["too short", [`Content-Length: ${form.length - 30}`], / 400 /],
    ["negative", ["Content-Length: -1"], / 400 /],
    ["no number", ["Content-Length: many"], / 400 /],
    ["beyond all numbers", ["Content-Length: 99999999999999999999999"], / 400 /],
    ["given twice", [`Content-Length: ${form.length}`, "Content-Length: 5"], / 400 /],
    ["beside chunks", [`Content-Length: ${form.length}`, "Transfer-Encoding: chunked"], / 400 /],
    ["absent", [], / 400 /],
  ])("is refused: %s", async (_how, head, status) => {
    expect(await exchange(head, form, false)).toMatch(status);
  });

  test("too long, with the client gone, leaves no upload", async () => {
    const before = await system.ctx.db.selectFrom("upload").select("id").execute();
    await exchange([`Content-Length: ${form.length + 1000}`], form, true);
    expect(await system.ctx.db.selectFrom("upload").select("id").execute()).toEqual(before);
  });

  test("right, ends in an upload", async () => {
    expect(await exchange([`Content-Length: ${form.length}`], form, false)).toMatch(/ 201 /);
  });
});
