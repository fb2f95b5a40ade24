import { Readable } from "node:stream";
import { expect, test } from "vitest";
import type { UploadId } from "../../server/ids.ts";
import { RunningHashes } from "../../server/modules/resources/running-hashes.ts";
import { sha256Of, someBytes } from "../support/streams.ts";

const id = "019a0000-0000-7000-8000-000000000000" as UploadId;

test("a whole file of which no byte was seen is read once, however often it cannot be finished", async () => {
  const hashes = new RunningHashes();
  const bytes = someBytes(1000);
  const readFrom: number[] = [];
  const read = async (start: number) => {
    readFrom.push(start);
    return Readable.from([bytes.subarray(start)]);
  };
  for (let times = 0; times < 3; times += 1)
    expect(await hashes.finish(id, bytes.length, read)).toBe(sha256Of(bytes));
  expect(readFrom).toEqual([0]);
});

test("a file whose reading breaks off is read again from the start", async () => {
  const hashes = new RunningHashes();
  const bytes = someBytes(1000);
  const broken = async () =>
    Readable.from(
      (function* () {
        yield bytes.subarray(0, 500);
        throw new Error("the store went away");
      })(),
    );
  await expect(hashes.finish(id, bytes.length, broken)).rejects.toThrow("the store went away");
  const whole = async (start: number) => Readable.from([bytes.subarray(start)]);
  expect(await hashes.finish(id, bytes.length, whole)).toBe(sha256Of(bytes));
});
