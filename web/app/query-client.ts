import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiProblem, isProblem } from "../api/problem.ts";

const meKey = ["GET /api/me"];

/** A session that ended shows first as a 401 of any call: ask who is signed in, and the page asks to sign in again. */
const noticeEndedSession = (error: Error): void => {
  if (isProblem(error, "session.required")) void queryClient.invalidateQueries({ queryKey: meKey });
};

const retriesHelp = (error: Error): boolean =>
  !(error instanceof ApiProblem) || error.status === 0 || error.status === 502 || error.status === 503;

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      if (query.queryKey[0] !== meKey[0]) noticeEndedSession(error);
    },
  }),
  mutationCache: new MutationCache({ onError: noticeEndedSession }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) => failures < 2 && retriesHelp(error),
      refetchOnWindowFocus: false,
    },
    mutations: { retry: false },
  },
});
