import { useEffect } from "react";
import type { RowSaver } from "./row-saver.ts";

/** A browser does not always know that it is connected again, nor ever that the server is. */
const triesAgainMs = 10_000;

/** While something waits for the server, it is tried again as soon as there is a connection, and now and then. */
export const useSavingAgain = (saver: RowSaver, isWaiting: boolean): void => {
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setInterval(saver.resume, triesAgainMs);
    window.addEventListener("online", saver.resume);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", saver.resume);
    };
  }, [saver, isWaiting]);
};
