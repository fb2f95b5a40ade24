import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ApiProblem } from "../../api/problem.ts";
import { EmptyNotice } from "../../components/empty-notice.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { useProblemText } from "../../components/use-problem-text.ts";

interface DocumentStateProps<Shown> {
  query: UseQueryResult<Shown>;
  children: (shown: Shown) => ReactNode;
}

/** A document that is read by the browser; one that it refuses says why, and trying again would change nothing. */
export const DocumentState = <Shown,>({ query, children }: DocumentStateProps<Shown>) => {
  const problemText = useProblemText();
  const { error } = query;
  const isRefused = error instanceof ApiProblem && error.code.startsWith("document.");
  return isRefused ? (
    <EmptyNotice text={problemText(error)} />
  ) : (
    <QueryState query={query}>{children}</QueryState>
  );
};
