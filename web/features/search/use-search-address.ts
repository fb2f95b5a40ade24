import { useEffect, useState } from "react";
import { useSearchParams } from "react-router";
import { readSearch, type SearchState, writeSearch } from "./search-state.ts";

/**
 * The search as the page's address tells it. What was just chosen holds at once: the router takes up a new address only
 * a moment later, in which a ticked box would jump back.
 */
export const useSearchAddress = () => {
  const [address, setAddress] = useSearchParams();
  const [wanted, setWanted] = useState<SearchState | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed address is the very reason to run.
  useEffect(() => setWanted(null), [address]);
  const show = (next: SearchState, isReplacing = false) => {
    setWanted(next);
    setAddress(writeSearch(next), { replace: isReplacing, preventScrollReset: true });
  };
  return { state: wanted ?? readSearch(address), show };
};
