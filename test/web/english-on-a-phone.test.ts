import { beforeAll, describe, expect, test, vi } from "vitest";
import { chromiumPath, picture } from "../support/browser.ts";
import { signedIn } from "../support/client.ts";
import { expectToFit, inBrowser } from "../support/in-browser.ts";
import { adoptPlan, publishPlan } from "../support/plans.ts";
import { unitOf } from "../support/world.ts";

const stage = inBrowser("no page was looked at in English on a phone");
vi.setConfig({ testTimeout: 60_000 });

const pages = [
  "",
  "search?q=分数",
  "textbooks",
  "collections",
  "plans",
  "teaching",
  "progress",
  "my-resources",
  "saved-searches",
  "upload",
  "no-such-page",
];

describe.skipIf(!chromiumPath)("English, whose words are longer", () => {
  beforeAll(async () => {
    if (!chromiumPath) return;
    const plan = await publishPlan(await signedIn(stage.system, "group1.research"), unitOf("group1").id, {});
    await adoptPlan(await signedIn(stage.system, "sanxiao.lead"), plan, unitOf("sanxiao").id);
  });

  test.for(["sanxiao.teacher", "group1.research"])("fits on the phone of %s", async (username) => {
    const page = await stage.signIn(username, { width: 390, height: 844 });
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("heading", { name: "What are you teaching next?" }).waitFor();
    for (const path of pages) {
      await page.goto(`${stage.system.address}/${path}`);
      await page.getByRole("heading", { level: 1 }).first().waitFor();
      await page.waitForLoadState("networkidle");
      await picture(page, `english-phone-${username}-${path.replace(/\W.*/, "") || "home"}`);
      await expect.soft(expectToFit(page), path).resolves.toBeUndefined();
    }
  });
});
