import { useTranslation } from "react-i18next";
import { useApi } from "../../api/use-api.ts";
import { QueryState } from "../../components/query-state.tsx";
import { ResourceLines } from "../../components/resource-lines.tsx";

/** What else there is of this kind, for whoever looks at this resource. */
export const SimilarResources = ({ id }: { id: string }) => {
  const { t } = useTranslation();
  const similar = useApi("GET /api/resources/{id}/similar", { params: { id } }, { staleTime: 60_000 });
  return (
    <section aria-labelledby="similar-heading" className="similar">
      <h2 id="similar-heading">{t("similar.title")}</h2>
      <QueryState query={similar}>
        {({ resources }) =>
          resources.length > 0 ? (
            <ResourceLines items={resources} />
          ) : (
            <p className="quiet">{t("similar.none")}</p>
          )
        }
      </QueryState>
    </section>
  );
};
