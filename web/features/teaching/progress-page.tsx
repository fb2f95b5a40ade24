import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { unitName } from "../../api/units.ts";
import { useApi } from "../../api/use-api.ts";
import { EmptyNotice } from "../../components/empty-notice.tsx";
import { PageTitle } from "../../components/page-title.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { useLabels } from "../../components/use-labels.ts";
import { ProgressLine } from "./progress-line.tsx";
import "./teaching.css";

/** How far classes have got with the plans that they are taught by, campus by campus. */
export const ProgressPage = () => {
  const { t, i18n } = useTranslation();
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
            {campuses.map(({ campus, classes }) => {
              const behind = classes.filter((one) => (one.progress?.difference ?? 0) < 0).length;
              return (
                <section key={campus.id} className="course">
                  <div className="course-head">
                    <h2>{unitName(campus, i18n.language)}</h2>
                    <span className="quiet">{t("teaching.classCount", { count: classes.length })}</span>
                    {behind > 0 && (
                      <span className="is-behind">{t("teaching.classesBehind", { count: behind })}</span>
                    )}
                  </div>
                  <ul className="progress-lines">
                    {classes.map((one) => (
                      <ProgressLine key={one.id} line={one} />
                    ))}
                  </ul>
                </section>
              );
            })}
          </>
        )}
      </QueryState>
    </>
  );
};
