import type { ReactNode } from "react";
import { Navigate, useLocation } from "react-router";
import { isProblem } from "../api/problem.ts";
import { useMe } from "../api/session.ts";
import { QueryState } from "../components/query-state.tsx";
import { SignInAgainDialog } from "../features/session/sign-in-again-dialog.tsx";
import { WaitingPage } from "./waiting-page.tsx";

/** Nobody signed in: to the sign-in page and back. A session that ended while the page is open: sign in above it, nothing typed is lost. */
export const RequireSession = ({ children }: { children: ReactNode }) => {
  const me = useMe();
  const { pathname, search } = useLocation();
  const isSignedOut = isProblem(me.error, "session.required");
  if (isSignedOut && !me.data) {
    return <Navigate to={`/sign-in?${new URLSearchParams({ return: pathname + search })}`} replace />;
  }
  return (
    <QueryState query={me} waiting={<WaitingPage />}>
      {(person) => (
        <>
          {children}
          {isSignedOut && <SignInAgainDialog person={person} />}
        </>
      )}
    </QueryState>
  );
};
