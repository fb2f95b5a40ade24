import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useMe } from "../api/session.ts";
import type { Duplicate } from "../api/types.ts";
import { unitName } from "../api/units.ts";

interface DuplicateListProps {
  /** With the name of the own file where there may be several. */
  duplicates: (Duplicate & { fileName?: string })[];
}

/** Which resources hold the same file or nearly the same text, and the ways on: look at one, or adapt it instead. */
export const DuplicateList = ({ duplicates }: DuplicateListProps) => {
  const { t, i18n } = useTranslation();
  const { data: me } = useMe();
  return (
    <ul className="duplicates">
      {duplicates.map(({ resourceId, title, ownerCampus, author, isSameFile, percent, fileName }) => (
        <li key={resourceId}>
          {fileName && <span className="duplicate-file">{fileName}</span>}{" "}
          {isSameFile ? t("duplicates.sameFile") : t("duplicates.nearText", { percent })}{" "}
          <Link to={`/resources/${resourceId}`} target="_blank">
            {title}
          </Link>{" "}
          <span className="quiet">
            {unitName(ownerCampus, i18n.language)} ·{" "}
            {author.id === me?.id ? t("duplicates.own") : author.name}
          </span>{" "}
          {author.id !== me?.id && (
            <Link
              to={`/resources/${resourceId}?adapt=true`}
              target="_blank"
              aria-label={t("duplicates.adaptOf", { title })}
            >
              {t("duplicates.adapt")}
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
};
