import type { LoaderFunctionArgs } from "react-router";
import { newestPlan, resourceOrDraft } from "../api/page-inputs.ts";
import { queryOf } from "../api/use-api.ts";
import { queryClient } from "./query-client.ts";

/** Before it is known who asks, an answer could be the public's and be taken for theirs. */
const isSomebody = (): boolean => queryClient.getQueryData(queryOf("GET /api/me", {}).queryKey) !== undefined;

/** Asks for what a page cannot begin without while the page's own file is still on its way. Failures are the page's to show. */
export const askEarlyForPlan = ({ params: { id = "" }, request }: LoaderFunctionArgs): null => {
  const isOld = new URL(request.url).searchParams.has("revision");
  if (isSomebody() && !isOld) void queryClient.prefetchQuery(queryOf("GET /api/plans/{id}", newestPlan(id)));
  return null;
};

export const askEarlyForResource = ({ params: { id = "" }, request }: LoaderFunctionArgs): null => {
  const isDraft = new URL(request.url).searchParams.get("draft") === "true";
  if (isSomebody())
    void queryClient.prefetchQuery(queryOf("GET /api/resources/{id}", resourceOrDraft(id, isDraft)));
  return null;
};
