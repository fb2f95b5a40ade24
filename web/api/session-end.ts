import type { ApiProblem } from "./problem.ts";

const listeners = new Set<() => void>();

/** Told when any call was refused because the session has ended. */
export const whenSessionEnds = (listener: () => void): void => {
  listeners.add(listener);
};

export const noticeSessionEnd = (problem: ApiProblem): ApiProblem => {
  if (problem.code === "session.required") for (const listener of listeners) listener();
  return problem;
};
