import { expect, it } from "vitest";
import { createCoalescer } from "../../indexer/coalesce.ts";

const recorder = (isBad: (key: number) => boolean = () => false) => {
  const rounds: number[][] = [];
  const act = async (keys: number[]) => {
    rounds.push(keys);
    await new Promise((resolve) => setTimeout(resolve, 1));
    if (keys.some(isBad)) throw new Error(`cannot take ${keys.filter(isBad)}`);
  };
  return { rounds, act };
};
const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);

it("takes together what waits together, so many at a time and in the order in which it came", async () => {
  const { rounds, act } = recorder();
  const { run } = createCoalescer({ mostAtOnce: 10, act, isForAll: () => false });
  await Promise.all(numbers(25).map(run));
  expect(rounds).toEqual([numbers(10), numbers(20).slice(10), numbers(25).slice(20)]);
});

it("begins a new round for what is asked for while its key is under way, and one round for what waits twice", async () => {
  const { rounds, act } = recorder();
  const { run } = createCoalescer({ mostAtOnce: 10, act, isForAll: () => false });
  const first = run(1);
  while (rounds.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  await Promise.all([first, run(1), run(1)]);
  expect(rounds).toEqual([[1], [1]]);
});

it("fails what cannot be done and nothing beside it, in a few more rounds", async () => {
  const { rounds, act } = recorder((key) => key === 37 || key === 61);
  const { run } = createCoalescer({ mostAtOnce: 100, act, isForAll: () => false });
  const outcomes = await Promise.allSettled(numbers(100).map(run));
  const failed = outcomes.flatMap(({ status }, key) => (status === "rejected" ? [key] : []));
  expect(failed).toEqual([37, 61]);
  expect(rounds.length).toBeLessThan(30);
});

it("tries nothing again when everything would fail alike, and goes on afterwards", async () => {
  let isAway = true;
  const { rounds, act } = recorder(() => isAway);
  const { run } = createCoalescer({ mostAtOnce: 100, act, isForAll: () => true });
  const outcomes = await Promise.allSettled(numbers(50).map(run));
  expect(outcomes.every(({ status }) => status === "rejected")).toBe(true);
  expect(rounds).toHaveLength(1);
  isAway = false;
  await run(7);
});
