import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { useApi } from "../../api/use-api.ts";
import { EmptyNotice } from "../../components/empty-notice.tsx";
import { PageTitle } from "../../components/page-title.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { CampusProgress } from "./campus-progress.tsx";
import { ProgressComparison } from "./progress-comparison.tsx";
import { fittingCampuses, type ProgressFilters } from "./progress-figures.ts";
import { ProgressFilterBar } from "./progress-filters.tsx";
import "./teaching.css";

/** How far classes have got with the plans that they are taught by, campus by campus; what is shown is the page's address. */
export const ProgressPage = () => {
  const { t } = useTranslation();
  const [address, setAddress] = useSearchParams();
  const asked = address.get("term");
  const filters = { subject: address.get("subject"), planId: address.get("plan") };
  const progress = useApi("GET /api/teaching-progress", { query: asked ? { term: asked } : {} });
  const show = (term: string | null, { subject, planId }: ProgressFilters) =>
    setAddress(
      { ...(term && { term }), ...(subject && { subject }), ...(planId && { plan: planId }) },
      { replace: true, preventScrollReset: true },
    );
  return (
    <>
      <PageTitle title={t("teaching.progressTitle")} />
      <div className="section-heading teaching-heading">
        <h1>{t("teaching.progressTitle")}</h1>
        <Link to="/teaching">{t("teaching.title")}</Link>
      </div>
      <QueryState query={progress}>
        {({ term, campuses }) => {
          const shown = fittingCampuses(campuses, filters);
          return (
            <>
              <ProgressFilterBar
                term={term}
                filters={filters}
                campuses={campuses}
                onTerm={(next) => show(next, { ...filters, planId: null })}
                onChange={(next) => show(asked, next)}
              />
              <p className="quiet">{t("teaching.progressExplained")}</p>
              {shown.length === 0 && (
                <EmptyNotice text={t(campuses.length === 0 ? "teaching.noProgress" : "teaching.noneFits")} />
              )}
              {shown.length > 1 && <ProgressComparison campuses={shown} />}
              {shown.map((one) => (
                <CampusProgress key={one.campus.id} {...one} />
              ))}
            </>
          );
        }}
      </QueryState>
    </>
  );
};
