import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { Collection } from "../../api/types.ts";
import { QueryState } from "../../components/query-state.tsx";
import { ResourceLine } from "../../components/resource-line.tsx";
import type { CollectionActs } from "./use-collection-acts.tsx";
import { useEntryPages } from "./use-collection-pages.ts";

interface WaitingEntriesProps {
  collection: Collection;
  acts: CollectionActs;
}

/** Resources that readers proposed: to be let in or declined by who keeps the collection, or taken back by who proposed. */
export const WaitingEntries = ({ collection, acts }: WaitingEntriesProps) => {
  const { t } = useTranslation();
  const found = useEntryPages(collection.id, { section: null, state: "waiting" });
  const isKept = collection.can.edit;
  return (
    <section aria-labelledby="waiting-heading">
      <h2 id="waiting-heading">{t("collections.waitingEntries", { count: collection.waitingCount })}</h2>
      <QueryState query={found}>
        {({ pages }) => (
          <ul className="resource-lines">
            {pages
              .flatMap(({ items }) => items)
              .map(({ resource, addedBy, sectionId }) => (
                <li key={resource.id}>
                  <ResourceLine resource={resource} />
                  <div className="entry-tools entry-line-tools">
                    <span className="quiet">{t("collections.proposedBy", { name: addedBy.name })}</span>
                    {isKept && (
                      <Button
                        size="small"
                        type="primary"
                        onClick={() => acts.putEntry(resource.id, { sectionId })}
                      >
                        {t("collections.letIn")}
                      </Button>
                    )}
                    <Button size="small" onClick={() => acts.declineEntry(resource.id)}>
                      {t(isKept ? "collections.declineEntry" : "collections.withdrawEntry")}
                    </Button>
                  </div>
                </li>
              ))}
          </ul>
        )}
      </QueryState>
      {found.hasNextPage && (
        <Button block loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t("action.loadMore")}
        </Button>
      )}
    </section>
  );
};
