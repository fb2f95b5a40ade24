import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { call } from "./client.ts";
import { queryOf, useApi } from "./use-api.ts";

/** Who is signed in. Its error is ApiProblem "session.required" where nobody is. */
export const useMe = () => useApi("GET /api/me", {}, { staleTime: 60_000 });

/** Asks it while the page's words are still being fetched, so that nothing waits for one after the other. */
export const askEarlyWhoIsSignedIn = (client: QueryClient): Promise<void> =>
  client.prefetchQuery(queryOf("GET /api/me", {}));

export const useSignOut = () => {
  const client = useQueryClient();
  return async (everywhere: boolean) => {
    await call(everywhere ? "DELETE /api/sessions" : "DELETE /api/session", {});
    // Nothing of the last person may stay in this browser's memory.
    client.clear();
    location.assign("/sign-in");
  };
};
