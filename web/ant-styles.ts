import { globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Plugin } from "vite";
import { antRoot } from "./app/ant-root.ts";

/** `getPrefixCls("btn")` in a component's source: its class names are `ant-btn`, `ant-btn-primary` and so on. */
const prefixAsked = /getPrefixCls\([^()'"]*['"]([a-z-]+)['"]/g;

export const prefixesIn = (source: string): string[] =>
  [...source.matchAll(prefixAsked)].map(([, prefix]) => prefix as string);

/** The sheet's rules, each whole; braces stand nowhere in it but around blocks. */
export const rulesOf = (sheet: string): string[] => {
  const rules: string[] = [];
  let [start, depth] = [0, 0];
  for (const { index, 0: brace } of sheet.matchAll(/[{}]/g)) {
    depth += brace === "{" ? 1 : -1;
    if (depth > 0) continue;
    rules.push(sheet.slice(start, index + 1).trim());
    start = index + 1;
  }
  return rules;
};

/** The component without which a selector matches nothing, the one that it names first; null where that is none or not known. */
const needed = (selector: string, known: ReadonlySet<string>): string | null => {
  const [, name = ""] = /\.ant-([\w-]+)/.exec(selector.replace(/:not\([^)]*\)/g, "")) ?? [];
  const parts = name.split("-");
  for (let count = parts.length; count > 0; count--) {
    const prefix = parts.slice(0, count).join("-");
    if (known.has(prefix)) return prefix;
  }
  return null;
};

/** Links look as the page's own do, but within the components; in the sheet their rules hold for the page. */
const inComponents = (rule: string): string => {
  if (!/^a[\s:[{,]/.test(rule)) return rule;
  const block = rule.indexOf("{");
  const scoped = rule
    .slice(0, block)
    .split(",")
    .flatMap((one) => [`:where(.${antRoot}) ${one}`, `a:where(.${antRoot})${one.slice(1)}`]);
  return scoped.join(",") + rule.slice(block);
};

/** What of Ant Design's sheet these components need. Its default theme goes: the program's own is set where it runs. */
export const sheetFor = (sheet: string, used: ReadonlySet<string>, known: ReadonlySet<string>): string => {
  const isNeeded = (rule: string): boolean => {
    const block = rule.indexOf("{");
    if (rule.startsWith("@")) return rulesOf(rule.slice(block + 1, -1)).some(isNeeded);
    return rule
      .slice(0, block)
      .split(",")
      .map((selector) => needed(selector, known))
      .some((prefix) => prefix === null || used.has(prefix));
  };
  const isTheme = (rule: string): boolean => /^\.(css-var-|data-ant-)/.test(rule);
  return rulesOf(sheet)
    .filter((rule) => !isTheme(rule) && isNeeded(rule))
    .map(inComponents)
    .join("");
};

/** Sends what is used of Ant Design's style sheet, before the page's own: with `zeroRuntime`, no style is made in the browser. */
export const antStyles = (): Plugin => {
  const antd = path.dirname(createRequire(import.meta.url).resolve("antd/package.json"));
  let file = "";
  return {
    name: "ant-styles",
    apply: "build",
    generateBundle: {
      order: "pre",
      handler(_options, bundle) {
        const read = (id: string) => readFileSync(id, "utf8");
        const known = new Set(globSync(`${antd}/es/**/*.js`).flatMap((id) => prefixesIn(read(id))));
        const used = new Set(
          Object.values(bundle)
            .flatMap((output) => (output.type === "chunk" ? Object.keys(output.modules) : []))
            .filter((id) => id.startsWith(path.join(antd, "es")))
            .flatMap((id) => prefixesIn(read(id))),
        );
        const source = sheetFor(read(path.join(antd, "dist/antd.css")), used, known);
        file = this.getFileName(this.emitFile({ type: "asset", name: "ant.css", source }));
      },
    },
    transformIndexHtml: () => [
      {
        tag: "link",
        attrs: { rel: "stylesheet", crossorigin: true, href: `/${file}` },
        injectTo: "head-prepend",
      },
    ],
  };
};
