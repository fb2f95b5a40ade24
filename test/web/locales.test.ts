import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const web = path.resolve(import.meta.dirname, "../../web");

type Texts = { [key: string]: string | Texts };

const readTexts = (language: string): Texts =>
  JSON.parse(readFileSync(path.join(web, "locales", `${language}.json`), "utf8"));

const flatten = (texts: Texts, prefix = ""): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === "string" ? [[prefix + key, value]] : flatten(value, `${prefix}${key}.`),
  );

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

const sources = (): string =>
  readdirSync(web, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith("dist") && !file.endsWith("types.ts"))
    .map((file) => readFileSync(path.join(web, file), "utf8"))
    .join("\n");

const chinese = flatten(readTexts("zh-CN"));
const english = new Map(flatten(readTexts("en")));

describe("the web client's texts", () => {
  it("exist in both languages under the same keys", () => {
    expect([...english.keys()].sort()).toEqual(chinese.map(([key]) => key).sort());
  });

  it("carry the same values in both languages", () => {
    // In English the number of one thing may be part of the words ("once").
    const differing = chinese.filter(([key, text]) => {
      const own = placeholders(text).filter((name) => !(key.endsWith("_one") && name === "count"));
      const other = placeholders(english.get(key) ?? "").filter(
        (name) => !(key.endsWith("_one") && name === "count"),
      );
      return own.join() !== other.join();
    });
    expect(differing).toEqual([]);
  });

  it("are never empty, and the Chinese ones are Chinese", () => {
    const onlyValues = /^[\s\d{}\w×·：:（）()]*$/;
    expect([...chinese, ...english].filter(([, text]) => text.trim() === "")).toEqual([]);
    expect(chinese.filter(([, text]) => !/\p{Script=Han}/u.test(text) && !onlyValues.test(text))).toEqual([]);
  });

  it("are all used: by their key, or by the beginning of a key that is put together", () => {
    const code = sources();
    const isUsed = (key: string): boolean => {
      const plain = key.replace(/_(one|other)$/, "");
      const parts = plain.split(".");
      const beginnings = parts.map((_, index) => `${parts.slice(0, index).join(".")}.\${`).slice(1);
      const isTermHalf = plain.startsWith("term.half");
      return (
        isTermHalf || code.includes(`"${plain}"`) || beginnings.some((beginning) => code.includes(beginning))
      );
    };
    expect(chinese.map(([key]) => key).filter((key) => !isUsed(key))).toEqual([]);
  });

  it("are the only ones: no Chinese stands in the components", () => {
    const lines = readdirSync(web, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".tsx") && !file.startsWith("dist"))
      .flatMap((file) =>
        readFileSync(path.join(web, file), "utf8")
          .split("\n")
          .filter((line) => /\p{Script=Han}/u.test(line) && !/^\s*(\/\*\*|\*|\/\/)/.test(line))
          .map((line) => `${file}: ${line.trim()}`),
      );
    // The language switch names the other language in that language.
    expect(lines.filter((line) => !line.startsWith("components/language-switch.tsx"))).toEqual([]);
  });
});
