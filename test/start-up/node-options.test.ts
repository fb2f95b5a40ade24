import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { indexerNodeOptions, serverNodeOptions } from "../../server/node-options.ts";

const read = (name: string) => readFile(new URL(`../../${name}`, import.meta.url), "utf8");

/** In a shell's way of writing or in a container's list of words. */
const optionsIn = (text: string, program: string): string[][] => {
  const starts = text.replace(/["[\],\s]+/g, " ").matchAll(/\bnode ((?:--\S+ )*)(\w+)\/main\.ts/g);
  return [...starts]
    .filter(([, , name]) => name === program)
    .map(([, options = ""]) => options.split(" ").filter(Boolean));
};

describe("what Node is started with", () => {
  test.each([
    ["server", serverNodeOptions],
    ["indexer", indexerNodeOptions],
  ])("is the same for the %s wherever it is started", async (program, options) => {
    const { scripts } = JSON.parse(await read("package.json"));
    const places = [scripts[program], await read("Dockerfile"), await read("docker-compose.yml")];
    for (const text of places) expect(optionsIn(text, program)).toEqual([options]);
  });
});

test("npm's scripts hand over to Node: a shell in between ends at a signal and leaves Node running", async () => {
  const { scripts } = JSON.parse(await read("package.json")) as { scripts: Record<string, string> };
  const single = Object.values(scripts).filter((line) => /\bnode /.test(line) && !line.includes("&&"));
  expect(single.length).toBeGreaterThan(10);
  expect(single.filter((line) => !line.startsWith("exec node "))).toEqual([]);
});
