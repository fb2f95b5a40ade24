import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { call } from "../../api/client.ts";
import { newestPlan } from "../../api/page-inputs.ts";
import type { Plan, ShownPlanRow } from "../../api/types.ts";
import { inOrder } from "./row-places.ts";

/** The plan as this page holds it: read anew, or with one row as the server has just answered it. */
export const usePlanCache = (id: string) => {
  const client = useQueryClient();
  return useMemo(() => {
    const inputs = newestPlan(id);
    const queryKey = ["GET /api/plans/{id}", inputs];
    const changeRows = async (change: (rows: ShownPlanRow[]) => ShownPlanRow[]) => {
      await client.cancelQueries({ queryKey });
      client.setQueryData<Plan>(queryKey, (plan) => plan && { ...plan, rows: inOrder(change(plan.rows)) });
    };
    return {
      rows: () => client.getQueryData<Plan>(queryKey)?.rows ?? [],
      revision: () => client.getQueryData<Plan>(queryKey)?.revision,
      refresh: () => client.invalidateQueries({ queryKey }),
      load: () =>
        client.fetchQuery({ queryKey, queryFn: () => call("GET /api/plans/{id}", inputs), staleTime: 0 }),
      set: (plan: Plan) => void client.setQueryData(queryKey, plan),
      putRow: (row: ShownPlanRow) => changeRows((rows) => [...rows.filter(({ id }) => id !== row.id), row]),
      removeRow: (rowId: string) => changeRows((rows) => rows.filter(({ id }) => id !== rowId)),
    };
  }, [client, id]);
};
export type PlanCache = ReturnType<typeof usePlanCache>;
