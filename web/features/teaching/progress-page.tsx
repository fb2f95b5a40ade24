import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useApi } from "../../api/use-api.ts";
import { EmptyNotice } from "../../components/empty-notice.tsx";
import { PageTitle } from "../../components/page-title.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { useLabels } from "../../components/use-labels.ts";
import { CampusProgress } from "./campus-progress.tsx";
import "./teaching.css";

/** How far classes have got with the plans that they are taught by, campus by campus. */
export const ProgressPage = () => {
  const { t } = useTranslation();
  const { label } = useLabels();
  const progress = useApi("GET /api/teaching-progress", { query: {} });
  return (
    <>
      <PageTitle title={t("teaching.progressTitle")} />
      <div className="section-heading teaching-heading">
        <h1>{t("teaching.progressTitle")}</h1>
        <Link to="/teaching">{t("teaching.title")}</Link>
      </div>
      <QueryState query={progress}>
        {({ term, campuses }) => (
          <>
            <p className="quiet">
              {label("term", term)} · {t("teaching.progressExplained")}
            </p>
            {campuses.length === 0 && <EmptyNotice text={t("teaching.noProgress")} />}
            {campuses.map((one) => (
              <CampusProgress key={one.campus.id} {...one} />
            ))}
          </>
        )}
      </QueryState>
    </>
  );
};
