import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { inTransaction } from "../../server/db/transaction.ts";
import type { Sha256 } from "../../server/ids.ts";
import { listPassages, saveText } from "../../server/modules/resources/index.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";

let system: TestSystem;
const sha256 = createHash("sha256").update("教案").digest("hex") as Sha256;

beforeAll(async () => {
  system = await startTestSystem();
  await system.connection.pool.query(
    "insert into blob (sha256, size_bytes, media_type, created_at) values ($1, 6, 'text/plain', now())",
    [sha256],
  );
});
afterAll(() => system.stop());

it("jobs that have read the same bytes keep their text one after the other", async () => {
  const { ctx, clock } = system;
  const passage = { page: null, page_kind: "page" as const, text: "教案" };
  const text = { status: "ready" as const, reason: null, pageCount: 1, passages: [passage] };
  await Promise.all(
    Array.from({ length: 8 }, () => inTransaction(ctx, ({ db }) => saveText(db, sha256, text, clock.now()))),
  );
  expect(await listPassages(ctx.db, [sha256], 10)).toEqual([{ sha256, position: 0, ...passage }]);
});

it("says of a text that is longer than what is searched that it is", async () => {
  const { ctx, clock } = system;
  const passage = { page: null, page_kind: "page" as const, text: "一段" };
  const save = (count: number) =>
    inTransaction(ctx, ({ db }) =>
      saveText(
        db,
        sha256,
        { status: "ready", reason: null, pageCount: null, passages: new Array(count).fill(passage) },
        clock.now(),
      ),
    );
  const read = async () => ({
    ...(await ctx.db.selectFrom("file_text").select(["status", "reason"]).executeTakeFirstOrThrow()),
    searched: (await listPassages(ctx.db, [sha256])).length,
  });
  await save(2001);
  expect(await read()).toEqual({ status: "ready", reason: "long", searched: 2000 });
  await save(2000);
  expect(await read()).toEqual({ status: "ready", reason: null, searched: 2000 });
});
