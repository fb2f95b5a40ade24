import { useSearchParams } from "react-router";
import { useApi } from "../../api/use-api.ts";

/** A plan as the caller works with it; with `?revision=2` in the address as that revision has it. */
export const usePlan = (id: string) => {
  const [address] = useSearchParams();
  const number = Number(address.get("revision"));
  const isOld = Number.isSafeInteger(number) && number > 0;
  const newest = useApi(
    "GET /api/plans/{id}",
    { params: { id }, query: { shows: "newest" } },
    { enabled: !isOld, staleTime: 0 },
  );
  const old = useApi(
    "GET /api/plans/{id}/revisions/{number}",
    { params: { id, number } },
    { enabled: isOld, staleTime: Number.POSITIVE_INFINITY },
  );
  return isOld ? old : newest;
};
