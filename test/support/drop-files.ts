import type { Page } from "playwright-core";

/** Drags files or folders of this machine onto an element, as a person does from the file manager. */
export const dropFiles = async (page: Page, selector: string, paths: string[]): Promise<void> => {
  await page.locator(selector).scrollIntoViewIfNeeded();
  const box = await page.locator(selector).boundingBox();
  if (!box) throw new Error(`${selector} is not there to drop on`);
  const place = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const tools = await page.context().newCDPSession(page);
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const)
    await tools.send("Input.dispatchDragEvent", { type, ...place, data });
  await tools.detach();
};
