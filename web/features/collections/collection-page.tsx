import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";
import type { Collection } from "../../api/types.ts";
import { useApi } from "../../api/use-api.ts";
import { PageTitle } from "../../components/page-title.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { CollectionHead } from "./collection-head.tsx";
import { EntryLines } from "./entry-lines.tsx";
import { SectionHead } from "./section-head.tsx";
import { SectionList } from "./section-list.tsx";
import { useCollectionActs } from "./use-collection-acts.tsx";
import { WaitingEntries } from "./waiting-entries.tsx";
import "./collections.css";

export const CollectionPage = () => {
  const { id = "" } = useParams();
  const collection = useApi("GET /api/collections/{id}", { params: { id } });
  return (
    <QueryState query={collection}>
      {(shown) => <CollectionBody key={shown.id} collection={shown} />}
    </QueryState>
  );
};

/** Empty names what stands in no section; where nothing does, the address alone opens the first section that has something. */
const openSection = ({ sections, directCount }: Collection, named: string | null) =>
  named === null && directCount === 0
    ? sections.find(({ entryCount }) => entryCount > 0)
    : sections.find(({ id }) => id === named);

/** The sections on one side; on the other what stands in the one that is open, or in none. */
const CollectionBody = ({ collection }: { collection: Collection }) => {
  const { t } = useTranslation();
  const [address] = useSearchParams();
  const acts = useCollectionActs(collection);
  const section = openSection(collection, address.get("section"));
  const hasSections = collection.sections.length > 0;
  return (
    <article className="collection">
      <PageTitle title={collection.title} />
      <CollectionHead collection={collection} acts={acts} />
      {collection.isRemoved && <Alert type="warning" showIcon title={t("collections.isRemoved")} />}
      {collection.state === "declined" && (
        <Alert
          type="warning"
          showIcon
          title={t("collections.declinedBy", { name: collection.decidedBy?.name ?? "" })}
          description={collection.reason}
        />
      )}
      {collection.waitingCount > 0 && <WaitingEntries collection={collection} acts={acts} />}
      <div className={hasSections || collection.can.edit ? "collection-columns" : ""}>
        {(hasSections || collection.can.edit) && (
          <SectionList collection={collection} chosenId={section?.id ?? null} acts={acts} />
        )}
        <section className="collection-main" aria-labelledby="section-heading">
          <SectionHead key={section?.id ?? ""} collection={collection} section={section} acts={acts} />
          <EntryLines collection={collection} sectionId={section?.id ?? null} acts={acts} />
        </section>
      </div>
    </article>
  );
};
