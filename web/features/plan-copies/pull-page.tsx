import { Result } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import type { Plan } from "../../api/types.ts";
import { useApi } from "../../api/use-api.ts";
import { ForbiddenNotice } from "../../components/forbidden-notice.tsx";
import { NotFoundNotice } from "../../components/not-found-notice.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { CopyHead } from "./copy-head.tsx";
import "./plan-copies.css";
import { PullLog } from "./pull-log.tsx";
import { PullMerge } from "./pull-merge.tsx";
import { PullResult } from "./pull-result.tsx";
import type { Pulled } from "./use-pull.ts";

/** Takes what the group changed into the campus's copy. */
export const PullPage = () => {
  const { id = "" } = useParams();
  const plan = useApi("GET /api/plans/{id}", { params: { id } }, { staleTime: 0 });
  return (
    <QueryState query={plan}>
      {(shown) => {
        if (!shown.upstream) return <NotFoundNotice />;
        return shown.can.edit ? <Pull plan={shown} /> : <ForbiddenNotice />;
      }}
    </QueryState>
  );
};

const Pull = ({ plan }: { plan: Plan }) => {
  const { t } = useTranslation();
  const [done, setDone] = useState<Pulled | null>(null);
  const forget = () => setDone(null);
  return (
    <>
      <CopyHead
        plan={plan}
        title={t("planCopies.pullTitle")}
        other={{ to: `/plans/${plan.id}/differences`, label: t("planCopies.differencesTitle") }}
      />
      {done && <PullResult planId={plan.id} done={done} onUndone={forget} />}
      {plan.upstream?.status === "following" && <Upstream plan={plan} onDone={setDone} />}
      <PullLog planId={plan.id} onUndone={forget} />
    </>
  );
};

const Upstream = ({ plan, onDone }: { plan: Plan; onDone: (done: Pulled) => void }) => {
  const { t } = useTranslation();
  const preview = useApi("GET /api/plans/{id}/pull", { params: { id: plan.id } }, { staleTime: 0 });
  return (
    <QueryState query={preview}>
      {(shown) =>
        shown.from === shown.to ? (
          <Result
            status="success"
            title={<h2 className="result-title">{t("planCopies.inStep", { number: shown.to })}</h2>}
          />
        ) : (
          <PullMerge plan={plan} preview={shown} onDone={onDone} />
        )
      }
    </QueryState>
  );
};
