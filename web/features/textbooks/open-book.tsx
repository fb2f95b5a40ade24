import { UnorderedListOutlined } from "@ant-design/icons";
import { Button, Drawer, Grid, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { TextbookNode } from "../../api/types.ts";
import { useApi } from "../../api/use-api.ts";
import { QueryState } from "../../components/query-state.tsx";
import { BookChoice } from "./book-choice.tsx";
import { BookTree } from "./book-tree.tsx";
import { pathTo } from "./choose-book.ts";
import { NodeResources } from "./node-resources.tsx";

interface OpenBookProps {
  books: TextbookNode[];
  /** A textbook, unit or lesson. */
  chosenId: string;
  onChoose: (id: string) => void;
}

/** Which textbook, its contents, and what is shared for the chosen place in it. */
export const OpenBook = ({ books, chosenId, onChoose }: OpenBookProps) => {
  // Until it is known whose textbook the next place is, the open one stays: mostly it is the same.
  const textbook = useApi(
    "GET /api/textbook-nodes/{id}/textbook",
    { params: { id: chosenId } },
    { keepPrevious: true, staleTime: 600_000 },
  );
  const bookId = pathTo(textbook.data?.items ?? [], chosenId)[0]?.id ?? chosenId;
  return (
    <>
      <BookChoice books={books} book={books.find(({ id }) => id === bookId)} onChoose={onChoose} />
      <QueryState query={textbook}>
        {({ items }) => <Contents nodes={items} chosenId={chosenId} onChoose={onChoose} />}
      </QueryState>
    </>
  );
};

interface ContentsProps {
  nodes: TextbookNode[];
  chosenId: string;
  onChoose: (id: string) => void;
}

const Contents = ({ nodes, chosenId, onChoose }: ContentsProps) => {
  const { t } = useTranslation();
  const { lg: isWide } = Grid.useBreakpoint();
  const [isDrawerOpen, setIsDrawerOpen] = useState(false);
  const path = pathTo(nodes, chosenId);
  const node = path.at(-1);
  if (!node) return <Skeleton active title={false} />;
  const choose = (id: string) => {
    onChoose(id);
    // A unit's lessons are what many come for: the way down stays open until a lesson is reached.
    if (nodes.find((one) => one.id === id)?.kind === "lesson") setIsDrawerOpen(false);
  };
  const tree = <BookTree nodes={nodes} chosenId={chosenId} onChoose={choose} />;
  return (
    <div className="book-columns">
      {isWide && <aside aria-label={t("textbooks.contents")}>{tree}</aside>}
      <section aria-labelledby="place-heading">
        <div className="book-place">
          <div>
            <p className="quiet">
              {path
                .slice(0, -1)
                .map(({ title }) => title)
                .join(" / ")}
            </p>
            <h2 id="place-heading" aria-live="polite">
              {node.title}
            </h2>
          </div>
          {!isWide && (
            <Button icon={<UnorderedListOutlined aria-hidden />} onClick={() => setIsDrawerOpen(true)}>
              {t("textbooks.choose")}
            </Button>
          )}
        </div>
        <NodeResources node={node} />
      </section>
      {!isWide && (
        <Drawer
          open={isDrawerOpen}
          onClose={() => setIsDrawerOpen(false)}
          title={t("textbooks.contents")}
          size="min(360px, 92vw)"
          footer={
            <Button type="primary" block onClick={() => setIsDrawerOpen(false)}>
              {t("textbooks.show")}
            </Button>
          }
        >
          {tree}
        </Drawer>
      )}
    </div>
  );
};
