import { useQueryClient } from "@tanstack/react-query";
import { call } from "./client.ts";
import { useApi } from "./use-api.ts";

/** Who is signed in. Its error is ApiProblem "session.required" where nobody is. */
export const useMe = () => useApi("GET /api/me", {}, { staleTime: 60_000 });

export const useSignOut = () => {
  const client = useQueryClient();
  return async (everywhere: boolean) => {
    await call(everywhere ? "DELETE /api/sessions" : "DELETE /api/session", {});
    // Nothing of the last person may stay in this browser's memory.
    client.clear();
    location.assign("/sign-in");
  };
};
