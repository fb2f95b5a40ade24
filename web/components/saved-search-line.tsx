import { Badge } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useVisit } from "../api/saved-searches.ts";
import type { SavedSearch } from "../api/types.ts";
import { questionAddress } from "./question-address.ts";

/** Counting stops here. */
const mostCounted = 99;

/** A saved search as a link that opens it, with how many resources are new since it was last looked at. */
export const SavedSearchLine = ({ search }: { search: SavedSearch }) => {
  const { t } = useTranslation();
  const visit = useVisit();
  const count = search.newCount ?? 0;
  return (
    <span className="saved-search">
      <Link to={questionAddress(search.question)} onClick={() => visit(search.id)}>
        {search.name}
      </Link>{" "}
      {count > 0 && (
        <Badge
          color="var(--problem)"
          count={t("saved.newCount", { number: count < mostCounted ? count : `${mostCounted}+` })}
        />
      )}
    </span>
  );
};
