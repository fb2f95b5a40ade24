import { useSearchParams } from "react-router";
import { newestPlan } from "../../api/page-inputs.ts";
import { useApi } from "../../api/use-api.ts";

/** What was asked for as the page was opened is not asked for again. */
const justAskedMs = 2000;

/** A plan as the caller works with it; with `?revision=2` in the address as that revision has it. */
export const usePlan = (id: string) => {
  const [address] = useSearchParams();
  const number = Number(address.get("revision"));
  const isOld = Number.isSafeInteger(number) && number > 0;
  const newest = useApi("GET /api/plans/{id}", newestPlan(id), { enabled: !isOld, staleTime: justAskedMs });
  const old = useApi(
    "GET /api/plans/{id}/revisions/{number}",
    { params: { id, number } },
    { enabled: isOld, staleTime: Number.POSITIVE_INFINITY },
  );
  return isOld ? old : newest;
};
