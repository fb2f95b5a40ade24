/** Resolutions are told in whole dots an inch, and pages in whole points. */
const tolerance = 0.02;

interface Size {
  width: number;
  height: number;
}

/** In points, as the page shows it: of the picture in the last line of what `pdfimages -list` prints. */
function shownSize(list: string): Size | null {
  const cells = list.trim().split("\n").at(-1)?.trim().split(/\s+/) ?? [];
  const [width = 0, height = 0] = cells.slice(3, 5).map(Number);
  const [across = 0, down = 0] = cells.slice(12, 14).map(Number);
  return across > 0 && down > 0 ? { width: (width / across) * 72, height: (height / down) * 72 } : null;
}

/** In points, of a page that `pdftoppm -r 72` has drawn in grey: the head of its picture. */
function pageSize(head: string): Size | null {
  const [, width, height] = /^P5\s+(\d+)\s+(\d+)\s/.exec(head) ?? [];
  return width && height ? { width: Number(width), height: Number(height) } : null;
}

/** Whether the only picture of a page is as large as the page, and so is taken to stand where the page is. */
export function fillsPage(list: string, head: string): boolean {
  const [shown, page] = [shownSize(list), pageSize(head)];
  const isNear = (one: number, other: number) => Math.abs(one - other) <= other * tolerance;
  return (
    shown !== null && page !== null && isNear(shown.width, page.width) && isNear(shown.height, page.height)
  );
}
