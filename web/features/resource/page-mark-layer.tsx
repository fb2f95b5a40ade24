import type { PageMark } from "./page-marks.ts";

interface PageMarkLayerProps {
  marks: PageMark[];
  page: number;
  current: number;
}

const percent = (share: number): string => `${share * 100}%`;

/** Marks over the words of a page's picture. To those who do not see it, the file's text says where the words stand. */
export const PageMarkLayer = ({ marks, page, current }: PageMarkLayerProps) =>
  marks
    .filter((mark) => mark.page === page)
    .flatMap(({ number, boxes }) =>
      boxes.map(({ x, y, width, height }) => (
        <span
          key={`${number} ${x} ${y}`}
          aria-hidden
          data-mark={number}
          className={number === current ? "page-mark is-current" : "page-mark"}
          style={{ left: percent(x), top: percent(y), width: percent(width), height: percent(height) }}
        />
      )),
    );
