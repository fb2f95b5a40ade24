import { useEffect, useState } from "react";
import { useApi } from "../api/use-api.ts";
import type { Suggestion } from "./suggestion-groups.ts";

const pauseMs = 120;
const longest = 100;

/**
 * Suggestions for what is being typed. Asked for after a short pause and never in the middle of an input method's
 * composition; an answer to what is no longer in the box is not shown, its request is given up.
 */
export const useSuggestions = (typed: string, isWanted: boolean): Suggestion[] => {
  const question = typed.trim().slice(0, longest);
  const [settled, setSettled] = useState("");
  useEffect(() => {
    if (!isWanted) return;
    const timer = setTimeout(() => setSettled(question), pauseMs);
    return () => clearTimeout(timer);
  }, [question, isWanted]);
  const { data } = useApi(
    "GET /api/search/suggest",
    { query: { q: settled } },
    // While one more letter is on its way the last letters' suggestions stay, or the list would flicker.
    { enabled: isWanted && settled !== "", keepPrevious: question !== "" },
  );
  return isWanted && question !== "" ? (data?.suggestions ?? []) : [];
};
