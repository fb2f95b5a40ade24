import { Alert, Button, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { EmptyNotice } from "../../components/empty-notice.tsx";
import { PageTitle } from "../../components/page-title.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { useProblemText } from "../../components/use-problem-text.ts";
import { CollectionLines } from "./collection-lines.tsx";
import { NewCollectionDialog } from "./new-collection-dialog.tsx";
import { type CollectionView, useCollectionPages } from "./use-collection-pages.ts";
import "./collections.css";

const views: CollectionView[] = ["curated", "mine", "waiting"];

/** Curated collections of one's units, one's own proposals and, for who curates, those that wait. */
export const CollectionsPage = () => {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const [address, setAddress] = useSearchParams();
  const [isMaking, setMaking] = useState(false);
  const view = views.find((one) => one === address.get("view")) ?? "curated";
  const found = useCollectionPages(view);
  const first = found.data?.pages[0];
  const shown = views.filter((one) => one !== "waiting" || first?.can.curate || view === "waiting");
  return (
    <>
      <PageTitle title={t("collections.title")} />
      <h1>{t("collections.title")}</h1>
      <div className="collection-bar">
        <Segmented<CollectionView>
          aria-label={t("collections.view")}
          value={view}
          onChange={(next) => setAddress({ view: next }, { preventScrollReset: true })}
          options={shown.map((value) => ({ value, label: t(`collections.views.${value}`) }))}
        />
        {first && first.units.length > 0 && (
          <Button type="primary" onClick={() => setMaking(true)}>
            {t("collections.new")}
          </Button>
        )}
      </div>
      <QueryState query={found}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return (
            <section aria-label={t(`collections.views.${view}`)}>
              {items.length === 0 && (
                <EmptyNotice text={t(`collections.empty.${view}`)}>
                  {view === "mine" && <Link to="/upload">{t("collections.bringFolder")}</Link>}
                </EmptyNotice>
              )}
              {items.length > 0 && <CollectionLines items={items} />}
              {found.error && <Alert type="error" showIcon title={problemText(found.error)} />}
              {found.hasNextPage && (
                <Button block loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
                  {t("action.loadMore")}
                </Button>
              )}
            </section>
          );
        }}
      </QueryState>
      {isMaking && first && <NewCollectionDialog units={first.units} onClose={() => setMaking(false)} />}
    </>
  );
};
