import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { call } from "./client.ts";
import { queryOf, useApi } from "./use-api.ts";

/** Who is signed in. Its error is ApiProblem "session.required" where nobody is. */
export const useMe = () => useApi("GET /api/me", {}, { staleTime: 60_000 });

/** Asks it while the page's words are still being fetched, so that nothing waits for one after the other. */
export const askEarlyWhoIsSignedIn = (client: QueryClient): Promise<void> =>
  client.prefetchQuery(queryOf("GET /api/me", {}));

const useLeave = () => {
  const client = useQueryClient();
  return () => {
    // Nothing of the last person may stay in this browser's memory.
    client.clear();
    location.assign("/sign-in");
  };
};

export const useSignOut = () => {
  const leave = useLeave();
  return async () => {
    await call("DELETE /api/session", {});
    leave();
  };
};

export const useSignOutEverywhere = () => {
  const leave = useLeave();
  return async (apiKeys: "keep" | "revoke") => {
    await call("DELETE /api/sessions", { query: { apiKeys } });
    leave();
  };
};

/** The API keys with which programs may act for the person. */
export const useAskForApiKeys = () => {
  const client = useQueryClient();
  return async () => (await client.fetchQuery(queryOf("GET /api/me/api-keys", {}))).items;
};
