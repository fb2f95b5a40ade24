import { existsSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { unstyled } from "./unstyled.ts";

const candidates = [
  process.env.CHROMIUM,
  // Chromium without windows: it draws the same pages with little more than half the processor time.
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

/** The browser's program, or null: then the tests that need one say so and are skipped. */
export const chromiumPath =
  candidates.find((candidate) => candidate !== undefined && existsSync(candidate)) ?? null;

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export interface TestBrowser {
  /** A fresh profile: another person at another computer. */
  newPerson(viewport: { width: number; height: number }): Promise<BrowserContext>;
  close(): Promise<void>;
}

export const startBrowser = async (): Promise<TestBrowser> => {
  const browser = await chromium.launch({ executablePath: chromiumPath as string, args: flags });
  return {
    // With motion, a dialog still grows when a program presses its button: pressed down on the button and let go beside it.
    newPerson: (viewport) =>
      browser.newContext({ viewport, locale: "zh-CN", acceptDownloads: true, reducedMotion: "reduce" }),
    close: () => browser.close(),
  };
};

/** Keeps a picture for people to look at, in SCREENSHOTS where that is set. */
export const picture = async (page: Page, name: string): Promise<void> => {
  const folder = process.env.SCREENSHOTS;
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true });
};

const axeScript = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** What axe finds on the page that is serious or critical, as "rule: element" lines, and components without their styles. */
export const seriousFindings = async (page: Page): Promise<string[]> => {
  // A colour half-way from one state to the next is nobody's choice.
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) {
      if (animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY) animation.finish();
    }
  });
  // The page's own policy forbids foreign scripts; a new document in the tool's world is not bound by it.
  await page.evaluate(await readFile(axeScript, "utf8"));
  const found = await page.evaluate(async () => {
    interface Found {
      impact: string | null;
      id: string;
      nodes: { html: string }[];
    }
    const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: Found[] }> } };
    const { violations } = await axe.run();
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  });
  return [...found, ...(await unstyled(page))];
};
