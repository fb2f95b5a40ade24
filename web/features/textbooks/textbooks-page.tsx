import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Navigate, useSearchParams } from "react-router";
import type { TextbookNode } from "../../api/types.ts";
import { useApi } from "../../api/use-api.ts";
import { EmptyNotice } from "../../components/empty-notice.tsx";
import { PageTitle } from "../../components/page-title.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { textbookAddress } from "../../components/textbook-words.ts";
import { useTeachingFocus } from "../../components/use-teaching-focus.ts";
import { nearestBook } from "./choose-book.ts";
import { OpenBook } from "./open-book.tsx";
import "./textbooks.css";

/** The way down the textbooks to what is shared for each; the chosen place is the page's address. */
export const TextbooksPage = () => {
  const { t } = useTranslation();
  const books = useApi("GET /api/textbook-nodes", { query: {} }, { staleTime: 600_000 });
  return (
    <>
      <PageTitle title={t("textbooks.title")} />
      <h1>{t("textbooks.title")}</h1>
      <QueryState query={books}>
        {({ items }) =>
          items.length > 0 ? <Shelf books={items} /> : <EmptyNotice text={t("field.noTextbook")} />
        }
      </QueryState>
    </>
  );
};

const Shelf = ({ books }: { books: TextbookNode[] }) => {
  const [address, setAddress] = useSearchParams();
  const { focus, isSettled } = useTeachingFocus();
  const chosenId = address.get("node");
  if (chosenId === null) {
    const first = isSettled && nearestBook(books, focus ?? {});
    return first ? <Navigate to={textbookAddress(first.id)} replace /> : <Skeleton active title={false} />;
  }
  const choose = (node: string) => setAddress({ node }, { preventScrollReset: true });
  return <OpenBook books={books} chosenId={chosenId} onChoose={choose} />;
};
