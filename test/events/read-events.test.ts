import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "../../server/db/transaction.ts";
import { newId } from "../../server/ids.ts";
import {
  appendEvent,
  type EventCursor,
  firstEventCursor,
  readEvents,
} from "../../server/modules/events/index.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";

let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem();
});
afterAll(() => system.stop());

/** A transaction that has appended its event and waits with its commit until it is told. */
const openAppend = async (kind: string) => {
  const commit = Promise.withResolvers<void>();
  const appended = Promise.withResolvers<void>();
  const done = inTransaction(system.ctx, async (ctx) => {
    await appendEvent(ctx, { kind, subject: { kind: "resource", id: newId() }, unitId: null });
    appended.resolve();
    await commit.promise;
  });
  await appended.promise;
  return () => {
    commit.resolve();
    return done;
  };
};

/** Tails the events as a mirror would, and remembers where it got to. */
const tail = () => {
  let cursor: EventCursor = firstEventCursor;
  return async (): Promise<string[]> => {
    const events = await readEvents(system.ctx.db, cursor, 100);
    cursor = events.at(-1) ?? cursor;
    return events.map((event) => event.kind);
  };
};

/** Another transaction of the same cluster, such as a job's of another test, may hold the reader back for a moment. */
const tailUntil = async (read: () => Promise<string[]>, count: number): Promise<string[]> => {
  const kinds: string[] = [];
  await expect.poll(async () => kinds.push(...(await read())), { timeout: 30_000 }).toBe(count);
  return kinds;
};

describe("a reader that tails the events", () => {
  it("does not skip a transaction that took its number first and commits last", async () => {
    const read = tail();
    const commitFirst = await openAppend("first");
    const commitSecond = await openAppend("second");
    await commitSecond();
    expect(await read()).toEqual([]);
    await commitFirst();
    expect(await tailUntil(read, 2)).toEqual(["first", "second"]);
    expect(await read()).toEqual([]);
  });

  it("gets all of many interleaved transactions, each once, in batches", async () => {
    const read = tail();
    await tailUntil(read, 2);
    const commits = [];
    for (let number = 0; number < 8; number += 1) commits.push(await openAppend(`event ${number}`));
    const seen: string[] = [];
    for (const number of [3, 0, 7, 1, 5, 2, 6, 4]) {
      await commits[number]?.();
      seen.push(...(await read()));
    }
    await expect.poll(async () => seen.push(...(await read())), { timeout: 30_000 }).toBe(8);
    expect(seen).toEqual(Array.from({ length: 8 }, (_, number) => `event ${number}`));
  });

  it("goes on after a transaction that was rolled back", async () => {
    const read = tail();
    await tailUntil(read, 10);
    const given = inTransaction(system.ctx, async (ctx) => {
      await appendEvent(ctx, { kind: "undone", subject: { kind: "resource", id: newId() }, unitId: null });
      throw new Error("no");
    });
    await expect(given).rejects.toThrow("no");
    await (await openAppend("kept"))();
    expect(await tailUntil(read, 1)).toEqual(["kept"]);
  });
});
