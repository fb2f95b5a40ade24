import type { Locator, Page } from "playwright-core";

interface Point {
  x: number;
  y: number;
}

/** A place in what is shown of something, so far down in it. */
export const placeIn = async (target: Locator, height = 0.5): Promise<Point> => {
  const box = await target.boundingBox();
  if (!box) throw new Error("what is to be touched is not on the page");
  return { x: box.x + box.width / 2, y: box.y + box.height * height };
};

/** A finger on the page's screen: real touches, of which the browser itself makes scrolling or leaves it to the page. */
export const fingerOn = async (page: Page) => {
  const screen = await page.context().newCDPSession(page);
  await screen.send("Emulation.setTouchEmulationEnabled", { enabled: true });
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", ...touchPoints: Point[]) =>
    screen.send("Input.dispatchTouchEvent", { type, touchPoints });
  return {
    async swipe(from: Point, to: Point) {
      const on = (part: number) => ({
        x: from.x + (to.x - from.x) * part,
        y: from.y + (to.y - from.y) * part,
      });
      await touch("touchStart", from);
      for (const part of [0.1, 0.3, 0.5, 0.7, 0.9, 1]) await touch("touchMove", on(part));
      await touch("touchEnd");
    },
  };
};
