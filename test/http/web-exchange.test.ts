import { Readable } from "node:stream";
import type { Request as ExpressRequest } from "express";
import { expect, it } from "vitest";
import { toWebRequest } from "../../server/http/web-exchange.ts";

it("a body is handed to a library as it came off the line: none of its bytes is copied", async () => {
  const sent = [Buffer.alloc(70_000, "a"), Buffer.alloc(70_000, "b")];
  const incoming = Object.assign(Readable.from(sent), { method: "PATCH", get: () => undefined });
  const { body } = toWebRequest(incoming as unknown as ExpressRequest, "/api/uploads/tus/1", []);
  const received: Uint8Array[] = [];
  for await (const chunk of body ?? []) received.push(chunk);
  expect(received).toHaveLength(sent.length);
  for (const [index, chunk] of received.entries()) expect(chunk.buffer).toBe(sent[index]?.buffer);
});
