import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Resource } from "../../api/types.ts";
import { useApi } from "../../api/use-api.ts";
import { QueryState } from "../../components/query-state.tsx";
import { formatInstant } from "../../locales/format.ts";

export const VersionList = ({ resource: { id } }: { resource: Resource }) => {
  const { t, i18n } = useTranslation();
  const versions = useApi("GET /api/resources/{id}/versions", { params: { id } });
  return (
    <section aria-labelledby="versions-heading">
      <h2 id="versions-heading">{t("version.title")}</h2>
      <QueryState query={versions}>
        {({ items }) => (
          <ol className="versions">
            {items.map((version) => (
              <li key={version.number}>
                <Link to={`/resources/${id}${version.isCurrent ? "" : `?version=${version.number}`}`}>
                  {t("version.name", { number: version.number })}
                </Link>
                {version.isCurrent && <span className="quiet"> {t("version.current")}</span>}
                <span className="quiet">
                  {formatInstant(version.publishedAt, i18n.language)} · {version.editedBy.name}
                  {version.restoredFromNumber !== null &&
                    ` · ${t("version.restoredFrom", { number: version.restoredFromNumber })}`}
                </span>
              </li>
            ))}
          </ol>
        )}
      </QueryState>
    </section>
  );
};
