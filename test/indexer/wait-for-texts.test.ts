import { afterAll, beforeAll, expect, it } from "vitest";
import { waitForTexts } from "../../indexer/tasks/wait-for-texts.ts";
import type { Sha256 } from "../../server/ids.ts";
import { enqueue, hindmost } from "../../server/jobs.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";

let system: TestSystem;

beforeAll(async () => {
  system = await startTestSystem();
});
afterAll(() => system.stop());

const extract = (digit: string, behind: number) =>
  enqueue(system.ctx, "extract-text", { sha256: digit.repeat(64) as Sha256 }, `text:${digit}`, { behind });

it("pictures wait for the texts of what is published, and not for those of drafts", async () => {
  await extract("a", hindmost);
  await waitForTexts(system.ctx, AbortSignal.timeout(5000));
  await extract("b", hindmost - 1);
  await expect(waitForTexts(system.ctx, AbortSignal.timeout(700))).rejects.toThrow("abort");
});
