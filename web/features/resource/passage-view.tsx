import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useApi } from "../../api/use-api.ts";
import { EmptyNotice } from "../../components/empty-notice.tsx";
import { HighlightedText } from "../../components/highlighted-text.tsx";
import { pagePlace } from "../../components/page-place.ts";
import { QueryState } from "../../components/query-state.tsx";
import { markWords, wordsToMark } from "./mark-words.ts";

interface PassageViewProps {
  resourceId: string;
  fileId: string;
  page: number | null;
  q: string;
}

/** A file's text by page, slide or sheet, opened at the page that the address names. */
export const PassageView = ({ resourceId, fileId, page, q }: PassageViewProps) => {
  const { t } = useTranslation();
  const list = useRef<HTMLOListElement>(null);
  const passages = useApi("GET /api/resources/{id}/files/{fileId}/passages", {
    params: { id: resourceId, fileId },
  });
  const items = passages.data?.items;
  const words = items ? wordsToMark(q, items.map(({ text }) => text).join("\n")) : [];
  useEffect(() => {
    if (!items || page === null) return;
    // Within the list only: the reader keeps the page's own head in sight.
    const target = list.current?.querySelector<HTMLElement>(`[data-page="${page}"]`);
    if (target && list.current) list.current.scrollTop = target.offsetTop - list.current.offsetTop;
  }, [items, page]);
  return (
    <QueryState query={passages}>
      {({ items: shown }) =>
        shown.length === 0 ? (
          <EmptyNotice text={t("files.text.none")} />
        ) : (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable with the keyboard.
          <ol className="passage-list" ref={list} tabIndex={0} aria-label={t("preview.text")}>
            {shown.map((passage, index) => (
              <li
                // biome-ignore lint/suspicious/noArrayIndexKey: several passages may share a page; their order is fixed.
                key={index}
                data-page={passage.page ?? undefined}
                className={passage.page !== null && passage.page === page ? "is-wanted" : ""}
              >
                {passage.page !== null && <h3>{pagePlace(t, passage)}</h3>}
                <p>
                  <HighlightedText pieces={markWords(passage.text, words)} />
                </p>
              </li>
            ))}
          </ol>
        )
      }
    </QueryState>
  );
};
