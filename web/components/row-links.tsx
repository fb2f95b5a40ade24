import type { TFunction } from "i18next";
import { Link } from "react-router";
import type { ShownPlanLink } from "../api/types.ts";

const addressOf = ({ resourceId, versionNumber }: ShownPlanLink): string =>
  versionNumber === null ? `/resources/${resourceId}` : `/resources/${resourceId}?version=${versionNumber}`;

/** The resources of a lesson; one that the reader may not see now has no title and leads nowhere. */
export const RowLinks = ({ links, t }: { links: ShownPlanLink[]; t: TFunction }) => {
  if (links.length === 0) return null;
  return (
    <ul className="row-links">
      {links.map((link) => (
        <li key={`${link.resourceId} ${link.versionNumber}`}>
          {link.title === null ? (
            <span className="quiet">{t("planTable.unseenLink")}</span>
          ) : (
            <Link to={addressOf(link)}>
              {link.title}
              {link.versionNumber !== null && ` ${t("planTable.pinned", { number: link.versionNumber })}`}
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
};
