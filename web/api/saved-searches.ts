import { useQueryClient } from "@tanstack/react-query";
import { call } from "./client.ts";
import { useApi } from "./use-api.ts";

/** A question is counted anew where this has passed; new resources come by the hour, not by the second. */
const staleMs = 60_000;

export const useSavedSearches = () => useApi("GET /api/saved-searches", {}, { staleTime: staleMs });

export const useRefreshSavedSearches = () => {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ["GET /api/saved-searches"] });
};

/** How many resources are new in all saved searches together; 0 where nobody knows. */
export const useNewCount = (): number => {
  const { data } = useSavedSearches();
  return data?.items.reduce((sum, { newCount }) => sum + (newCount ?? 0), 0) ?? 0;
};

/** Notes that a saved search was looked at: what was new is so no more. Failing, it stays new, which does no harm. */
export const useVisit = () => {
  const refresh = useRefreshSavedSearches();
  return (id: string) =>
    void call("POST /api/saved-searches/{id}/visit", { params: { id } })
      .then(refresh)
      .catch(() => {});
};
