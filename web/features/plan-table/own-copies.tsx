import { Alert, Button } from "antd";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useMe } from "../../api/session.ts";
import type { Plan } from "../../api/types.ts";
import { unitName } from "../../api/units.ts";
import { useApi } from "../../api/use-api.ts";
import { useProblemText } from "../../components/use-problem-text.ts";
import { useAdopt } from "./use-adopt.ts";

const AdoptDialog = lazy(async () => ({ default: (await import("./adopt-dialog.tsx")).AdoptDialog }));

/** From a group's plan to the copy of one's own campus, or to making one: with one click where there is one campus. */
export const OwnCopies = ({ plan }: { plan: Plan }) => {
  const { t, i18n } = useTranslation();
  const { data: me } = useMe();
  const problemText = useProblemText();
  const adopt = useAdopt(plan);
  const [isAsking, setIsAsking] = useState(false);
  const campuses = (me?.postings ?? []).map(({ unit }) => unit).filter(({ kind }) => kind === "campus");
  const { term, subject, grade } = plan;
  const copies = useApi(
    "GET /api/plans",
    { query: { term, subject, grade, unit: campuses.map(({ id }) => id), limit: 100 } },
    { enabled: campuses.length > 0 && plan.upstreamId === null },
  );
  const own = copies.data?.items.filter(({ upstreamId }) => upstreamId === plan.id) ?? [];
  const left = campuses.filter(
    ({ id }, index) =>
      plan.can.adopt.includes(id) &&
      !own.some(({ unit }) => unit.id === id) &&
      campuses.findIndex((one) => one.id === id) === index,
  );
  return (
    <>
      {own.map(({ id, unit }) => (
        <Link key={id} to={`/plans/${id}`}>
          {t("planTable.ownCopy", { campus: unitName(unit, i18n.language) })}
        </Link>
      ))}
      {copies.data && left.length > 0 && (
        <Button
          type="primary"
          title={t("planTable.adoptExplained", { number: plan.currentNumber ?? 1 })}
          loading={adopt.isPending && !isAsking}
          onClick={() => (left[0] && left.length === 1 ? adopt.mutate(left[0].id) : setIsAsking(true))}
        >
          {t("planTable.adopt")}
        </Button>
      )}
      {adopt.error && !isAsking && (
        <Alert className="form-alert" type="error" role="alert" title={problemText(adopt.error)} />
      )}
      <Suspense>
        {isAsking && (
          <AdoptDialog plan={plan} campuses={left} adopt={adopt} onClose={() => setIsAsking(false)} />
        )}
      </Suspense>
    </>
  );
};
