import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Unavailable } from "../../server/errors.ts";
import { Patience } from "../../server/modules/search/meilisearch/patience.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const never = () => new Promise<string>(() => {});

/** The outcome of a question once so much time has passed. */
const outcome = async (asking: Promise<string>, ms = 0): Promise<string> => {
  const told = asking.catch((error: unknown) => (error instanceof Unavailable ? "unavailable" : "failed"));
  await vi.advanceTimersByTimeAsync(ms);
  return told;
};

describe("patience with an engine", () => {
  it("ends with its time, and then asks nothing for a while", async () => {
    const patience = new Patience(100);
    expect(await outcome(patience.ask(never), 100)).toBe("unavailable");
    const question = vi.fn(async () => "there");
    expect(await outcome(patience.ask(question))).toBe("unavailable");
    expect(question).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(5000);
    expect(await outcome(patience.ask(question))).toBe("there");
    expect(await outcome(patience.ask(question))).toBe("there");
  });

  it("is tried by one alone, whom the others do not wait for", async () => {
    const patience = new Patience(100);
    expect(await outcome(patience.ask(never), 100)).toBe("unavailable");
    await vi.advanceTimersByTimeAsync(5000);
    const trial = patience.ask(never);
    expect(await outcome(patience.ask(async () => "there"))).toBe("unavailable");
    expect(await outcome(trial, 100)).toBe("unavailable");
  });

  it("hands on what went wrong at once, and asks again the next time", async () => {
    const patience = new Patience(100);
    const broken = () => Promise.reject(new Error("refused"));
    expect(await outcome(patience.ask(broken))).toBe("failed");
    expect(await outcome(patience.ask(async () => "there"))).toBe("there");
  });
});
