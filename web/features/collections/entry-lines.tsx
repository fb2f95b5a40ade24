import { Alert, Button, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { Collection } from "../../api/types.ts";
import { EmptyNotice } from "../../components/empty-notice.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { ResourceLine } from "../../components/resource-line.tsx";
import { useProblemText } from "../../components/use-problem-text.ts";
import { MoveButtons } from "./move-buttons.tsx";
import { levelOf, placeAfterStep } from "./section-places.ts";
import type { CollectionActs } from "./use-collection-acts.tsx";
import { useEntryPages } from "./use-collection-pages.ts";

interface EntryLinesProps {
  collection: Collection;
  sectionId: string | null;
  acts: CollectionActs;
}

/** The resources of a section in their order, of those that the reader may see. */
export const EntryLines = ({ collection, sectionId, acts }: EntryLinesProps) => {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const found = useEntryPages(collection.id, { section: sectionId, state: "in" });
  const { sections, can } = collection;
  const places = [
    { value: "", label: collection.title },
    ...sections.map((one) => ({
      value: one.id,
      label: `${"　".repeat(levelOf(sections, one))}${one.title}`,
    })),
  ];
  return (
    <QueryState query={found}>
      {({ pages }) => {
        const resources = pages.flatMap(({ items }) => items).map(({ resource }) => resource);
        const ids = resources.map(({ id }) => id);
        const move = (id: string, step: -1 | 1) => {
          const afterId = placeAfterStep(ids, id, step);
          return afterId === undefined ? null : () => acts.putEntry(id, { sectionId, afterId });
        };
        if (resources.length === 0)
          return (
            <EmptyNotice text={t(can.edit ? "collections.emptySectionKept" : "collections.emptySection")} />
          );
        return (
          <>
            <ul className="resource-lines">
              {resources.map((resource, place) => (
                <li key={resource.id}>
                  <ResourceLine resource={resource} showsSharing={can.edit} />
                  {can.edit && (
                    <div className="entry-tools entry-line-tools">
                      <MoveButtons
                        name={resource.title}
                        up={move(resource.id, -1)}
                        down={move(resource.id, 1)}
                      />
                      {sections.length > 0 && (
                        <Select
                          size="small"
                          className="entry-place"
                          aria-label={t("collections.moveTo", { name: resource.title })}
                          popupMatchSelectWidth={false}
                          value={sectionId ?? ""}
                          onChange={(to) => acts.putEntry(resource.id, { sectionId: to || null })}
                          options={places}
                        />
                      )}
                      <Button
                        size="small"
                        aria-label={t("collections.takeOut", { name: resource.title })}
                        onClick={() => acts.removeEntry(resource.id, sectionId, ids[place - 1] ?? null)}
                      >
                        {t("action.remove")}
                      </Button>
                    </div>
                  )}
                </li>
              ))}
            </ul>
            {found.error && <Alert type="error" showIcon title={problemText(found.error)} />}
            {found.hasNextPage && (
              <Button block loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
                {t("action.loadMore")}
              </Button>
            )}
          </>
        );
      }}
    </QueryState>
  );
};
