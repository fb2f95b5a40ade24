import type { ApiProblem } from "./problem.ts";

const endListeners = new Set<() => void>();
const returnListeners = new Set<() => void>();

/** Told when any call was refused because the session has ended. */
export const whenSessionEnds = (listener: () => void): void => {
  endListeners.add(listener);
};

export const noticeSessionEnd = (problem: ApiProblem): ApiProblem => {
  if (problem.code === "session.required") for (const listener of endListeners) listener();
  return problem;
};

/** Told once when the person whose session ended has signed in again. */
export const whenSignedInAgain = (listener: () => void): void => {
  returnListeners.add(listener);
};

export const noticeSignedInAgain = (): void => {
  const listeners = [...returnListeners];
  returnListeners.clear();
  for (const listener of listeners) listener();
};
