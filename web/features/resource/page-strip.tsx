import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Preview } from "../../api/types.ts";
import { pictureAddress } from "./picture-address.ts";

interface PageStripProps {
  resourceId: string;
  fileId: string;
  pages: Preview["pages"];
  place: number;
  /** Numbers of those with words that were looked for. */
  marked: ReadonlySet<number>;
  onGo: (place: number) => void;
}

/** All pages small, to go to one of them. */
export const PageStrip = ({ resourceId, fileId, pages, place, marked, onGo }: PageStripProps) => {
  const { t } = useTranslation();
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const item = list.current?.children[place] as HTMLElement | undefined;
    // Within the strip only: the page itself stays where the reader has it.
    if (item) list.current?.scrollTo({ top: item.offsetTop - 40, left: item.offsetLeft - 40 });
  }, [place]);
  return (
    <ol className="page-strip" ref={list} aria-label={t("preview.pages")}>
      {pages.map(({ page, width, height }, index) => (
        <li key={page}>
          <button
            type="button"
            aria-current={index === place ? "page" : undefined}
            aria-label={t("preview.goToPage", { page })}
            onClick={() => onGo(index)}
          >
            <img
              src={pictureAddress(resourceId, fileId, page, "thumbnail")}
              alt=""
              loading="lazy"
              style={{ aspectRatio: `${width} / ${height}` }}
            />
            <span className={marked.has(page) ? "has-marks" : ""}>{page}</span>
          </button>
        </li>
      ))}
    </ol>
  );
};
