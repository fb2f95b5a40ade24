import type { LoaderFunctionArgs } from "react-router";
import { newestPlan, resourceOrDraft, termCalendar } from "../api/page-inputs.ts";
import { queryOf } from "../api/use-api.ts";
import { queryClient } from "./query-client.ts";

/**
 * Asks beside the question who asks, not after it. Where that is nobody, the answers go again: they were the public's, and would
 * be taken for those of whoever signs in next.
 */
const forSomebody = async (queryKey: readonly unknown[], ask: () => Promise<unknown>): Promise<void> => {
  // Failures are the page's to show: it asks again.
  const asked = ask().catch(() => {});
  try {
    await queryClient.ensureQueryData(queryOf("GET /api/me", {}));
  } catch {
    await asked;
    queryClient.removeQueries({ queryKey });
  }
};

/** Asks for what a page cannot begin without while the page's own file is still on its way. */
export const askEarlyForPlan = ({ params: { id = "" }, request }: LoaderFunctionArgs): null => {
  const isOld = new URL(request.url).searchParams.has("revision");
  const query = queryOf("GET /api/plans/{id}", newestPlan(id));
  if (!isOld)
    void forSomebody(query.queryKey, async () => {
      const plan = await queryClient.fetchQuery(query);
      await queryClient.prefetchQuery(queryOf("GET /api/units/{id}/calendars/{term}", termCalendar(plan)));
    });
  return null;
};

export const askEarlyForResource = ({ params: { id = "" }, request }: LoaderFunctionArgs): null => {
  const isDraft = new URL(request.url).searchParams.get("draft") === "true";
  const query = queryOf("GET /api/resources/{id}", resourceOrDraft(id, isDraft));
  void forSomebody(query.queryKey, () => queryClient.fetchQuery(query));
  return null;
};
