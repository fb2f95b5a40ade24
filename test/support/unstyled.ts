import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import type { Page } from "playwright-core";

const antd = path.dirname(createRequire(import.meta.url).resolve("antd/package.json"));
const assets = path.resolve(import.meta.dirname, "../../web/dist/assets");

/** Of all rules but a theme's, which are made where the program runs. */
const classesIn = async (sheet: string): Promise<Set<string>> => {
  const rules = (await readFile(sheet, "utf8")).replaceAll(/\.css-var-_[^{]*\{[^}]*\}/g, "");
  return new Set(rules.match(/(?<=\.)ant-[\w-]+/g));
};

/** Classes on the page that Ant Design has styles for, and the sheet that is sent has not: "no styles: ant-…". */
export const unstyled = async (page: Page): Promise<string[]> => {
  const sent = (await readdir(assets)).filter((name) => /^ant-.*\.css$/.test(name));
  const [known, styled] = await Promise.all([
    classesIn(path.join(antd, "dist/antd.css")),
    classesIn(path.join(assets, sent.join())),
  ]);
  const classes = await page.evaluate(() =>
    [...document.querySelectorAll("[class*=ant-]")].flatMap(({ classList }) => [...classList]),
  );
  return [...new Set(classes)]
    .filter((name) => known.has(name) && !styled.has(name))
    .map((name) => `no styles: ${name}`);
};
