import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { useApi } from "../../api/use-api.ts";
import { NotFoundNotice } from "../../components/not-found-notice.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { CopyHead } from "./copy-head.tsx";
import { OwnDifferences } from "./own-differences.tsx";
import "./plan-copies.css";

/** What a campus has otherwise than the plan that it follows, for whoever may see its copy. */
export const DifferencesPage = () => {
  const { t } = useTranslation();
  const { id = "" } = useParams();
  const plan = useApi("GET /api/plans/{id}", { params: { id } }, { staleTime: 0 });
  return (
    <QueryState query={plan}>
      {(shown) =>
        shown.upstream ? (
          <>
            <CopyHead
              plan={shown}
              title={t("planCopies.differencesTitle")}
              other={
                shown.can.edit
                  ? { to: `/plans/${id}/pull`, label: t("planCopies.pullTitle") }
                  : { to: `/plans/${id}`, label: t("planCopies.toPlan") }
              }
            />
            <OwnDifferences plan={shown} title={t("planCopies.own")} />
          </>
        ) : (
          <NotFoundNotice />
        )
      }
    </QueryState>
  );
};
