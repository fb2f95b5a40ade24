import type { LoaderFunctionArgs } from "react-router";
import { newestPlan, resourceOrDraft, termCalendar } from "../api/page-inputs.ts";
import { queryOf } from "../api/use-api.ts";
import { queryClient } from "./query-client.ts";

/** Only for somebody: before it is known who asks, an answer could be the public's and be taken for theirs. */
const forSomebody = async (ask: () => Promise<unknown>): Promise<void> => {
  try {
    await queryClient.ensureQueryData(queryOf("GET /api/me", {}));
    await ask();
  } catch {
    // Failures are the page's to show: it asks again.
  }
};

/** Asks for what a page cannot begin without while the page's own file is still on its way. */
export const askEarlyForPlan = ({ params: { id = "" }, request }: LoaderFunctionArgs): null => {
  const isOld = new URL(request.url).searchParams.has("revision");
  if (!isOld)
    void forSomebody(async () => {
      const plan = await queryClient.fetchQuery(queryOf("GET /api/plans/{id}", newestPlan(id)));
      await queryClient.prefetchQuery(queryOf("GET /api/units/{id}/calendars/{term}", termCalendar(plan)));
    });
  return null;
};

export const askEarlyForResource = ({ params: { id = "" }, request }: LoaderFunctionArgs): null => {
  const isDraft = new URL(request.url).searchParams.get("draft") === "true";
  void forSomebody(() =>
    queryClient.prefetchQuery(queryOf("GET /api/resources/{id}", resourceOrDraft(id, isDraft))),
  );
  return null;
};
