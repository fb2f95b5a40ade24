import { useEffect, useState } from "react";
import { addressOf } from "../../api/client.ts";
import type { PersonReference } from "../../api/types.ts";
import { usePlanCache } from "./use-plan-cache.ts";

interface PlanMoment {
  revision: number;
  people: PersonReference[];
}

/** Who else has the plan open to write it; what they change comes onto the page by itself. */
export const usePlanEvents = (planId: string): PersonReference[] => {
  const cache = usePlanCache(planId);
  const [people, setPeople] = useState<PersonReference[]>([]);
  useEffect(() => {
    let source: EventSource | null = null;
    const open = () => {
      const stream = new EventSource(addressOf("/api/plans/{id}/events", { id: planId }));
      stream.addEventListener("plan", ({ data }) => {
        const moment = JSON.parse(data) as PlanMoment;
        setPeople(moment.people);
        if (moment.revision !== cache.revision()) void cache.refresh();
      });
      return stream;
    };
    // A browser has six connections to a server for all its tabs: those that nobody looks at keep none.
    const follow = () => {
      source?.close();
      source = document.hidden ? null : open();
    };
    follow();
    document.addEventListener("visibilitychange", follow);
    return () => {
      document.removeEventListener("visibilitychange", follow);
      source?.close();
    };
  }, [planId, cache]);
  return people;
};
