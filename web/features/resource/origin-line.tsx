import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Resource } from "../../api/types.ts";
import { unitName } from "../../api/units.ts";

/** What a resource was adapted from, as far as the reader may see it; nothing for what was made anew. */
export const OriginLine = ({ adaptedFrom, isAdapted }: Pick<Resource, "adaptedFrom" | "isAdapted">) => {
  const { t, i18n } = useTranslation();
  if (!adaptedFrom) return isAdapted && <p className="quiet">{t("lineage.fromHidden")}</p>;
  return (
    <p>
      {t("lineage.from")}{" "}
      <Link to={`/resources/${adaptedFrom.resourceId}?version=${adaptedFrom.versionNumber}`}>
        {adaptedFrom.title}
      </Link>{" "}
      <span className="quiet">
        {t("lineage.fromWhere", {
          number: adaptedFrom.versionNumber,
          campus: unitName(adaptedFrom.ownerCampus, i18n.language),
          name: adaptedFrom.author.name,
        })}
      </span>
    </p>
  );
};
