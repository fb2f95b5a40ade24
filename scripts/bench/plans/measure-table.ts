import type { CDPSession, Page } from "playwright-core";
import { chromiumPath, startBrowser } from "../../../test/support/browser.ts";
import { buildWebIfStale } from "../../build-web.ts";
import type { Script } from "../../run-script.ts";
import { median } from "../median.ts";
import type { Installation } from "../open-installation.ts";
import { rowCount, seedCampuses } from "./seed-campuses.ts";

const rounds = 12;

/** Runs in the page from its first moment: says when all rows are there and a cell that is pressed has been opened for typing. */
const watch = (rows: number) => {
  const state = globalThis as typeof globalThis & {
    interactiveAt?: Promise<number>;
    watchTable?: () => void;
  };
  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const untilInteractive = async () => {
    while (document.querySelectorAll("[role=grid] tr[data-row] td.is-lesson").length < rows)
      await nextFrame();
    document.querySelector<HTMLElement>("tr[data-row] td.is-content")?.click();
    while (!(document.activeElement instanceof HTMLTextAreaElement)) await nextFrame();
    await nextFrame();
    await new Promise((resolve) => setTimeout(resolve));
    return performance.now();
  };
  state.watchTable = () => {
    state.interactiveAt = untilInteractive();
  };
  state.watchTable();
};

interface Watched {
  interactiveAt: Promise<number>;
  watchTable: () => void;
}

/** The processor time that the page's own thread took since the page was opened, which a busy machine spoils less. */
const busyMs = async (cdp: CDPSession): Promise<number> => {
  const { metrics } = await cdp.send("Performance.getMetrics");
  return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0) * 1000;
};

const openByAddress = async (page: Page, address: string): Promise<number> => {
  await page.goto(address);
  return page.evaluate(() => (globalThis as unknown as Watched).interactiveAt);
};

const openFromList = async (page: Page, list: string, path: string): Promise<number> => {
  await page.goto(list);
  await page.locator(`a[href="${path}"]`).hover();
  await page.waitForLoadState("networkidle");
  return page.evaluate(async (path) => {
    const watched = globalThis as unknown as Watched;
    watched.watchTable();
    const pressedAt = performance.now();
    document.querySelector<HTMLElement>(`a[href="${path}"]`)?.click();
    return (await watched.interactiveAt) - pressedAt;
  }, path);
};

/** One plan of 240 with 120 rows, from its address or a press on its line in the list to where one types into it. */
export const measureTable = async (
  script: Pick<Script, "atEnd">,
  { ctx, say, startServer }: Installation,
): Promise<Record<string, number>> => {
  if (!chromiumPath) {
    say("no Chromium on this machine: the table of a plan is not measured");
    return {};
  }
  await buildWebIfStale(ctx.log);
  say("20 campuses with 12 plans of 120 rows each …");
  const { campus, copies } = await seedCampuses(ctx);
  const { address } = await startServer();
  const browser = await startBrowser();
  script.atEnd(() => browser.close());
  const person = await browser.newPerson({ width: 1280, height: 900 });
  const [name = "", value = ""] = campus.cookie.split("=");
  await person.addCookies([{ name, value, url: address }]);
  const page = await person.newPage();
  await page.addInitScript(watch, rowCount);
  const cdp = await person.newCDPSession(page);
  await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
  const times = { address: [] as number[], list: [] as number[], busy: [] as number[] };
  for (let round = -1; round < rounds; round++) {
    const path = `/plans/${copies[(round + 1) % copies.length]}`;
    const byAddress = await openByAddress(page, address + path);
    const busy = await busyMs(cdp);
    const fromList = await openFromList(page, `${address}/plans`, path);
    // The first fills the browser's cache and warms the server.
    if (round < 0) continue;
    times.address.push(byAddress);
    times.busy.push(busy);
    times.list.push(fromList);
  }
  return {
    "table.interactiveMs": median(times.address),
    "table.worstInteractiveMs": Math.max(...times.address),
    "table.busyMs": median(times.busy),
    "table.fromListMs": median(times.list),
    "table.worstFromListMs": Math.max(...times.list),
  };
};
