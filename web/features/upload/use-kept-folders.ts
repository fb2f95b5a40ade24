import { useRef, useState } from "react";
import { useRefreshCollections } from "../../api/use-api.ts";
import { keepFolders, type SavedDraft } from "./keep-folders.ts";

interface Proposal {
  id: string;
  title: string;
}

/** The proposed collections that this page's folders became so far. */
export const useKeptFolders = (campusId: string) => {
  const [proposals, setProposals] = useState<Proposal[]>([]);
  const [error, setError] = useState<unknown>(null);
  const waiting = useRef<SavedDraft[]>([]);
  const refresh = useRefreshCollections();

  const keep = async (saved: SavedDraft[]): Promise<void> => {
    waiting.current.push(...saved);
    const sent = waiting.current;
    waiting.current = [];
    try {
      const items = await keepFolders(sent, campusId);
      setError(null);
      setProposals((known) => [...new Map([...known, ...items].map((one) => [one.id, one])).values()]);
      void refresh();
    } catch (problem) {
      waiting.current.unshift(...sent);
      setError(problem);
    }
  };
  return { proposals, error, keep, retry: () => keep([]) };
};

export type KeptFolders = ReturnType<typeof useKeptFolders>;
