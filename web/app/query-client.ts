import { QueryClient } from "@tanstack/react-query";
import { ApiProblem } from "../api/problem.ts";
import { whenSessionEnds } from "../api/session-end.ts";

const retriesHelp = (error: Error): boolean =>
  !(error instanceof ApiProblem) || error.status === 0 || error.status === 502 || error.status === 503;

export const queryClient: QueryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) => failures < 2 && retriesHelp(error),
      refetchOnWindowFocus: false,
    },
    mutations: { retry: false },
  },
});

// Asking again who is signed in makes the page ask to sign in, above what is open.
whenSessionEnds(() => void queryClient.invalidateQueries({ queryKey: ["GET /api/me"] }));
