import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { CollectionCard } from "../../api/types.ts";
import { unitName } from "../../api/units.ts";
import { StateTag } from "./state-tag.tsx";

/** Collections in a list: of each one link, whose it is, and how much of it the reader may see. */
export const CollectionLines = ({ items }: { items: CollectionCard[] }) => {
  const { t, i18n } = useTranslation();
  return (
    <ul className="resource-lines">
      {items.map((one) => (
        <li key={one.id} className="collection-line">
          <h3>
            <Link to={`/collections/${one.id}`}>{one.title}</Link> <StateTag state={one.state} />
          </h3>
          {one.summary && <p className="collection-summary">{one.summary}</p>}
          <p className="quiet">
            {unitName(one.unit, i18n.language)} · {one.proposer.name} ·{" "}
            {t("collections.entryCount", { count: one.entryCount })}
          </p>
          {one.state === "declined" && <p>{t("collections.declinedBecause", { reason: one.reason })}</p>}
        </li>
      ))}
    </ul>
  );
};
