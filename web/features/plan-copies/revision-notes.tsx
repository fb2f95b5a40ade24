import { useTranslation } from "react-i18next";
import type { PlanRevision } from "../../api/types.ts";
import { formatInstant } from "../../locales/format.ts";

/** What the group says of the revisions that a pull takes, where it says something. */
export const RevisionNotes = ({ revisions }: { revisions: PlanRevision[] }) => {
  const { t, i18n } = useTranslation();
  const told = revisions.filter(({ note }) => note !== "");
  if (told.length === 0) return null;
  return (
    <ul className="revision-notes" aria-label={t("planCopies.whatIsNew")}>
      {told.map(({ number, note, publishedBy, publishedAt }) => (
        <li key={number}>
          <strong>{t("plans.revision", { number })}</strong> {note}{" "}
          <span className="quiet">
            {publishedBy.name} · {formatInstant(publishedAt, i18n.language)}
          </span>
        </li>
      ))}
    </ul>
  );
};
