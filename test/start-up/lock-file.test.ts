import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

interface LockedPackage {
  optionalDependencies?: Record<string, string>;
}

/** Where Node would look for a package, from the folder of the one that asks up to the top. */
const placesOf = (name: string, asking: string): string[] => {
  const above = asking.lastIndexOf("node_modules/");
  const own = `${asking}${asking ? "/" : ""}node_modules/${name}`;
  return above < 0 ? [own] : [own, ...placesOf(name, asking.slice(0, above).replace(/\/$/, ""))];
};

it("package-lock.json names the packages of every platform, or npm ci refuses to install", () => {
  const file = path.resolve(import.meta.dirname, "../../package-lock.json");
  const { packages } = JSON.parse(readFileSync(file, "utf8")) as { packages: Record<string, LockedPackage> };
  const missing = Object.entries(packages).flatMap(([asking, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !placesOf(name, asking).some((place) => place in packages),
    ),
  );
  expect(missing).toEqual([]);
});
