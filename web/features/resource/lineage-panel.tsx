import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Resource } from "../../api/types.ts";
import { unitName } from "../../api/units.ts";
import { useApi } from "../../api/use-api.ts";
import { QueryState } from "../../components/query-state.tsx";
import { OriginLine } from "./origin-line.tsx";

/** Where the resource comes from, and where it was adapted. */
export const LineagePanel = ({ resource }: { resource: Resource }) => {
  const { t, i18n } = useTranslation();
  const lineage = useApi("GET /api/resources/{id}/lineage", { params: { id: resource.id } });
  return (
    <section aria-labelledby="lineage-heading">
      <h2 id="lineage-heading">{t("lineage.title")}</h2>
      <QueryState query={lineage}>
        {({ adaptedFrom, count, byCampus, visible }) => (
          <>
            <OriginLine adaptedFrom={adaptedFrom} isAdapted={resource.isAdapted} />
            {count > 0 && <p>{t("lineage.count", { count })}</p>}
            {count === 0 && visible.length === 0 && <p className="quiet">{t("lineage.none")}</p>}
            {byCampus.length > 0 && (
              <ul className="lineage-campuses">
                {byCampus.map(({ campus, count: times }) => (
                  <li key={campus.id}>
                    {unitName(campus, i18n.language)} <span className="quiet">×{times}</span>
                  </li>
                ))}
              </ul>
            )}
            <ul className="lineage-list">
              {visible.map((card) => (
                <li key={card.id}>
                  <Link to={`/resources/${card.id}`}>{card.title}</Link>{" "}
                  <span className="quiet">
                    {unitName(card.ownerCampus, i18n.language)} · {card.author.name}
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
      </QueryState>
    </section>
  );
};
