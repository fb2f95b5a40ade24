import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "../../api/client.ts";
import { ApiProblem, isProblem } from "../../api/problem.ts";
import type { PlanPullPreview } from "../../api/types.ts";
import { useRefreshPlans } from "../../api/use-api.ts";
import { type ChangeCounts, type Choices, countChanges, orderOf } from "./pull-choices.ts";

/** What a confirmed pull did. */
export interface Pulled {
  from: number;
  to: number;
  counts: ChangeCounts;
  kept: number;
  taken: number;
}

const outdated = ["precondition.failed", "plan.choice-stale", "plan.conflict", "plan.no-such-revision"];

/** Confirming a pull that was looked at. Nothing is applied where the group or the campus has gone on meanwhile. */
export const usePull = (
  id: string,
  preview: PlanPullPreview,
  choices: Choices,
  onDone: (done: Pulled) => void,
) => {
  const refresh = useRefreshPlans();
  const params = { id };
  /** The preview on which a pull was refused because there is a newer state. */
  const [refused, setRefused] = useState<PlanPullPreview | null>(null);
  const pull = useMutation({
    mutationFn: async () => {
      const now = await call("GET /api/plans/{id}/pull", { params });
      if (now.to !== preview.to || now.revision !== preview.revision)
        throw new ApiProblem(412, "precondition.failed");
      const body = orderOf(preview, choices);
      await call("POST /api/plans/{id}/pull", { params, body }, { revision: preview.revision });
      return body.choices ?? [];
    },
    onSuccess: async (settled) => {
      const { from, to, changes } = preview;
      const taken = settled.filter(({ take }) => take === "theirs").length;
      setRefused(null);
      onDone({ from, to, counts: countChanges(changes), taken, kept: settled.length - taken });
      await refresh();
    },
    onError: async (error) => {
      if (isProblem(error, ...outdated)) setRefused(preview);
      await refresh();
    },
  });
  const isOutdated = isProblem(pull.error, ...outdated);
  return { pull, refused, error: isOutdated ? null : pull.error };
};
