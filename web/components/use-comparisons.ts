import { useEffect } from "react";
import { call } from "../api/client.ts";
import type { Upload } from "../api/types.ts";

/** As many as one request takes. */
const mostAtOnce = 50;
const firstPauseMs = 1500;
const longestPauseMs = 30_000;

/** Asks what uploads are the same as until all of them have been read; ever more seldom while nothing changes. */
export const useComparisons = (
  uploads: readonly (Upload | null)[],
  onCompared: (upload: Upload) => void,
): void => {
  const waiting = uploads.flatMap((upload) => (upload?.comparison === "waiting" ? [upload.id] : []));
  const asked = waiting.slice(0, mostAtOnce).join(" ");

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is waited for begins and ends the asking.
  useEffect(() => {
    if (asked === "") return;
    let timer = 0;
    const askAfter = (pauseMs: number) => {
      timer = window.setTimeout(async () => {
        const reply = await call("GET /api/uploads", { query: { id: asked.split(" ") } }).catch(() => null);
        // Ended meanwhile: what is waited for has changed.
        if (timer === 0) return;
        const compared = reply?.items.filter(({ comparison }) => comparison === "done") ?? [];
        for (const upload of compared) onCompared(upload);
        if (compared.length === 0) askAfter(Math.min(longestPauseMs, pauseMs * 1.5));
      }, pauseMs);
    };
    askAfter(firstPauseMs);
    return () => {
      window.clearTimeout(timer);
      timer = 0;
    };
  }, [asked]);
};
